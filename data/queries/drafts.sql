-- name: draft_of(lead_id, run, step)^
select * from drafts where lead_id = :lead_id and run = :run and step = :step;

-- name: drafts_of(lead_id, run)
select * from drafts where lead_id = :lead_id and run = :run order by step;

-- name: save_draft(d)!
insert into drafts (lead_id, run, step, recipient, cc, subject, body, written_by, written_at, made_from)
values (
    :d.lead_id, :d.run, :d.step, :d.recipient, :d.cc, :d.subject, :d.body, :d.written_by, :d.written_at,
    :d.made_from
)
on conflict (lead_id, run, step) do update
set
    recipient = excluded.recipient,
    cc = excluded.cc,
    subject = excluded.subject,
    body = excluded.body,
    written_by = excluded.written_by,
    written_at = excluded.written_at,
    made_from = excluded.made_from;

-- name: delete_draft(lead_id, run, step)!
delete from drafts where lead_id = :lead_id and run = :run and step = :step;

-- name: text_request_of(lead_id, run, step)^
select * from text_requests where lead_id = :lead_id and run = :run and step = :step;

-- name: save_text_request(r)!
insert into text_requests (lead_id, run, step, who, asked_at, answered_at, problem)
values (:r.lead_id, :r.run, :r.step, :r.who, :r.asked_at, :r.answered_at, :r.problem)
on conflict (lead_id, run, step) do update
set
    who = excluded.who,
    asked_at = excluded.asked_at,
    answered_at = excluded.answered_at,
    problem = excluded.problem;

-- name: open_text_requests(n)
select r.lead_id, r.step from text_requests r
join leads l on l.id = r.lead_id and l.run = r.run
where r.answered_at is null
order by r.asked_at, r.lead_id, r.step
limit :n;

-- name: steps_without_text(until, n)
-- Generated steps that are due by then and may be claimed, which have neither a draft nor been tried: earliest first.
select l.id as lead_id, l.next_step as step
from leads l
join assistants a on a.id = l.assistant_id
join steps s on s.schedule_id = l.schedule_id and s.number = l.next_step
where l.state = 'Cold'
    and l.held = ''
    and l.next_send_at <= :until
    and a.paused = ''
    and s.custom_message_id is null
    and not exists (
        select 1 from drafts d where d.lead_id = l.id and d.run = l.run and d.step = l.next_step
    )
    and not exists (
        select 1 from text_requests r where r.lead_id = l.id and r.run = l.run and r.step = l.next_step
    )
    and not exists (select 1 from suppressions p where p.email = l.email)
    and not exists (select 1 from replies r where r.lead_id = l.id and r.kind is null)
    and not exists (
        select 1 from messages m
        where m.lead_id = l.id and m.run = l.run and m.step is not null and m.status <> 'sent'
    )
order by l.next_send_at, l.id
limit :n;

-- name: conversation(lead_id, run, n)
-- What was said in the present run, and what the lead answered, the latest first.
select text from (
    select body as text, sent_at as said_at from messages
    where lead_id = :lead_id and run = :run and status = 'sent'
    union all
    select text, received_at as said_at from replies
    where lead_id = :lead_id and kind is not null and not automatic
) said
order by said_at desc
limit :n;
