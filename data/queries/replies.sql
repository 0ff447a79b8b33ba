-- name: insert_reply(r)
-- Nothing comes back where the same mail is here already.
insert into replies (
    id, key, message_id, lead_id, sender, sender_name, subject, raw, received_at, text, evidence, details, error
)
values (
    :r.id, :r.key, :r.message_id, :r.lead_id, :r.sender, :r.sender_name, :r.subject, :r.raw, :r.received_at,
    '', '', '{}', ''
)
on conflict do nothing
returning id;

-- name: unread_replies(n)
select id, key, message_id, lead_id, sender, sender_name, subject, raw, received_at
from replies
where kind is null
order by received_at, id
limit :n;

-- name: save_reading(id, lead_id, reading, details, moment)!
update replies
set
    lead_id = :lead_id,
    kind = :reading.kind,
    confidence = :reading.confidence,
    automatic = :reading.automatic,
    text = :reading.text,
    evidence = :reading.evidence,
    details = :details,
    error = :reading.error,
    read_at = :moment
where id = :id;

-- name: has_unread_reply(lead_id)$
select count(*) > 0 from replies where lead_id = :lead_id and kind is null;

-- name: active_at(lead_id, n)
select received_at from replies
where lead_id = :lead_id and not automatic
order by received_at desc
limit :n;

-- name: activity(lead_ids, n)
-- The same for many leads.
select lead_id, received_at
from (
    select
        lead_id,
        received_at,
        row_number() over (partition by lead_id order by received_at desc, id) as place
    from replies
    where not automatic and lead_id in (select unnest(cast(:lead_ids as uuid[])))
) latest
where place <= :n;

-- name: bounced_since(lead_id, moment)$
select
    exists (
        select 1 from replies
        where lead_id = :lead_id and kind = 'bounce' and received_at >= :moment
    )
    or exists (
        select 1 from delivery_events
        where lead_id = :lead_id and outcome = 'bounced' and happened_at >= :moment
    );

-- name: raw_reply(id)$
select raw from replies where id = :id;
