-- name: insert_event(e)!
insert into events (id, lead_id, old_state, new_state, sub_state, why, who, happened_at)
values (:e.id, :e.lead_id, :e.old_state, :e.new_state, :e.sub_state, :e.why, :e.who, :e.happened_at);

-- name: insert_added_events(emails, why, who, moment)!
-- The first event of every lead that an upload added.
insert into events (id, lead_id, old_state, new_state, sub_state, why, who, happened_at)
select gen_random_uuid(), id, '', state, '', :why, :who, cast(:moment as timestamptz)
from leads
where email in (select unnest(cast(:emails as text[])));

-- name: insert_note(id, lead_id, text, who, moment)!
insert into notes (id, lead_id, text, who, written_at) values (:id, :lead_id, :text, :who, :moment);

-- name: insert_engagement(id, lead_id, message_id, kind, evidence, moment)!
insert into engagements (id, lead_id, message_id, kind, evidence, happened_at, handled_at, handled_by)
values (:id, :lead_id, :message_id, :kind, :evidence, :moment, null, '');

-- name: handle_engagements(lead_id, who, moment)!
update engagements
set handled_at = :moment, handled_by = :who
where lead_id = :lead_id and handled_at is null;

-- name: suppress(email, reason, detail, moment)!
insert into suppressions (email, reason, detail, suppressed_at)
values (:email, :reason, :detail, :moment)
on conflict do nothing;

-- name: suppressed_emails(emails)
select email, reason, suppressed_at from suppressions
where email in (select unnest(cast(:emails as text[])));

-- name: insert_events(ids, new_state, why, who, moment)!
-- One for each of the leads, before its state is changed; an empty `new_state` means that it stays.
insert into events (id, lead_id, old_state, new_state, sub_state, why, who, happened_at)
select
    gen_random_uuid(),
    id,
    state,
    case when cast(:new_state as text) = '' then state else cast(:new_state as text) end,
    '',
    :why,
    :who,
    cast(:moment as timestamptz)
from leads
where id in (select unnest(cast(:ids as uuid[])));
