-- name: lead_lines(state)
-- For the command line; an empty state means all.
select
    l.email,
    l.first_name,
    l.state,
    l.sub_state,
    l.source,
    l.context,
    l.next_step,
    l.next_send_at,
    coalesce(m.messages_sent, 0) as messages_sent,
    r.last_reply_kind
from leads l
left join (
    select lead_id, count(*) as messages_sent from messages where status = 'sent' group by lead_id
) m on m.lead_id = l.id
left join (
    select lead_id, kind as last_reply_kind
    from (
        select lead_id, kind, row_number() over (partition by lead_id order by received_at desc, id desc) as place
        from replies
        where kind is not null
    ) latest
    where place = 1
) r on r.lead_id = l.id
where cast(:state as text) = '' or l.state = cast(:state as text)
order by l.created_at, l.id;

-- name: lead_page(pattern, all_states, states, drafts, n, skip)
select
    l.id,
    l.first_name,
    l.last_name,
    l.email,
    l.phone,
    l.company,
    l.source,
    l.context,
    l.state,
    l.sub_state,
    l.held,
    l.next_step,
    l.next_send_at,
    l.created_at,
    (select count(*) from steps s where s.schedule_id = l.schedule_id) as steps,
    (
        select count(*) from messages m
        where m.lead_id = l.id and m.run = l.run and m.step is not null and m.status = 'sent'
    ) as sent
from (
    select * from leads
    where (
            cast(:all_states as boolean)
            or state in (select unnest(cast(:states as text[])))
            or cast(:drafts as boolean) and state = 'Cold' and held = 'draft'
        )
        and lower(first_name || ' ' || last_name || ' ' || email || ' ' || company || ' ' || phone) like :pattern escape '!'
    order by created_at desc, id desc
    limit :n offset :skip
) l
order by l.created_at desc, l.id desc;

-- name: count_leads(pattern, all_states, states, drafts)$
select count(*) from leads
where (
        cast(:all_states as boolean)
        or state in (select unnest(cast(:states as text[])))
        or cast(:drafts as boolean) and state = 'Cold' and held = 'draft'
    )
    and lower(first_name || ' ' || last_name || ' ' || email || ' ' || company || ' ' || phone) like :pattern escape '!';

-- name: lead_ids(pattern, all_states, states, drafts)
-- All that match, for an act on them; a screen shows their number.
select id from leads
where (
        cast(:all_states as boolean)
        or state in (select unnest(cast(:states as text[])))
        or cast(:drafts as boolean) and state = 'Cold' and held = 'draft'
    )
    and lower(first_name || ' ' || last_name || ' ' || email || ' ' || company || ' ' || phone) like :pattern escape '!'
order by created_at desc, id desc;

-- name: count_drafted()$
-- Leads that wait for a person's Start.
select count(*) from leads where state = 'Cold' and held = 'draft';

-- name: count_by_state()
select state, count(*) as leads from leads group by state;

-- name: timeline(lead_id)
-- Everything that has happened with a lead, in order. What is scheduled is derived in core/timeline.py.
select * from (
    select
        id,
        'message' as sort,
        coalesce(sent_at, attempted_at, due_at, claimed_at) as happened_at,
        subject as title,
        body as text,
        status as detail,
        written_by as who,
        step,
        error,
        recipient,
        cc
    from messages
    where lead_id = :lead_id
    union all
    select
        id,
        'reply' as sort,
        received_at as happened_at,
        subject as title,
        text,
        coalesce(kind, '') as detail,
        sender as who,
        cast(null as integer) as step,
        error,
        '' as recipient,
        '' as cc
    from replies
    where lead_id = :lead_id
    union all
    select
        id, 'note' as sort, written_at as happened_at, 'Note' as title, text, '' as detail, who,
        cast(null as integer) as step, '' as error, '' as recipient, '' as cc
    from notes
    where lead_id = :lead_id
    union all
    select
        id,
        'event' as sort,
        happened_at,
        case
            when old_state = '' then 'Added'
            when old_state = new_state then new_state
            else old_state || ' → ' || new_state
        end as title,
        why as text,
        sub_state as detail,
        who,
        cast(null as integer) as step,
        '' as error,
        '' as recipient,
        '' as cc
    from events
    where lead_id = :lead_id
) everything
order by happened_at, case when sort = 'event' and title = 'Added' then 0 else 1 end, id;

-- name: reply_reading(id)^
select kind, confidence, automatic, text, evidence, details, error from replies where id = :id;

-- name: engaged_leads(n)
-- Who waits for a person, most urgent first: a meeting, then a reply, the longest waiting first.
select
    l.id,
    l.first_name,
    l.last_name,
    l.email,
    l.phone,
    l.company,
    l.state,
    l.meeting_on,
    l.meeting_at,
    e.kind,
    e.evidence,
    e.happened_at,
    (
        select r.details from replies r
        where r.lead_id = l.id and r.message_id = e.message_id
        order by r.received_at desc
        limit 1
    ) as details
from leads l
join (
    select
        lead_id, message_id, kind, evidence, happened_at,
        row_number() over (partition by lead_id order by happened_at desc, id desc) as place
    from engagements
    where handled_at is null
) e on e.lead_id = l.id and e.place = 1
where l.state in ('Hot', 'Responded')
order by case when e.kind = 'meeting' then 0 else 1 end, e.happened_at
limit :n;

-- name: count_engaged()$
select count(distinct e.lead_id)
from engagements e
join leads l on l.id = e.lead_id
where e.handled_at is null and l.state in ('Hot', 'Responded');

-- name: latest_notices(n)
select n.id, n.lead_id, n.kind, n.title, n.text, n.created_at, n.seen_at
from notices n
order by n.created_at desc, n.id desc
limit :n;

-- name: count_unseen_notices()$
select count(*) from notices where seen_at is null;

-- name: held_leads(n)
select id, first_name, last_name, email, held, next_step from leads
where state = 'Cold' and held not in ('', 'stopped', 'draft')
order by created_at, id
limit :n;

-- name: doubtful_messages(n)
select m.id, m.lead_id, l.first_name, l.last_name, l.email, m.step, m.subject, m.body, m.attempted_at, m.error
from messages m
join leads l on l.id = m.lead_id
where m.status = 'unconfirmed'
order by m.attempted_at, m.id
limit :n;

-- name: count_to_decide()$
-- Held leads and unconfirmed messages; a lead that is held for its unconfirmed message counts once.
select
    (select count(*) from leads where state = 'Cold' and held not in ('', 'stopped', 'draft', 'unconfirmed'))
    + (select count(*) from messages where status = 'unconfirmed');

-- name: stranger_replies(n)
select id, sender, sender_name, subject, text, kind, received_at from replies
where lead_id is null
order by received_at desc, id desc
limit :n;

-- name: latest_uploads(n)
select id, file_name, total, added, duplicate, invalid, suppressed, rejected_file, who, uploaded_at
from uploads
order by uploaded_at desc, id desc
limit :n;

-- name: count_by_message_status()
select status, count(*) as messages from messages group by status;

-- name: count_sent_steps(lead_id, run)$
select count(*) from messages
where lead_id = :lead_id and run = :run and step is not null and status = 'sent';

-- name: count_under_way_by_schedule()
select schedule_id, count(*) as leads from leads
where state in ('Cold', 'Out of office')
group by schedule_id;
