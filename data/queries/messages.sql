-- name: message_by_id(id)^
select * from messages where id = :id;

-- name: insert_message(m)!
insert into messages (
    id, lead_id, run, step, broadcast_id, message_id, subject, body, recipient, cc, status, attempts, due_at,
    claimed_at, attempted_at, sent_at, error, written_by
)
values (
    :m.id, :m.lead_id, :m.run, :m.step, :m.broadcast_id, :m.message_id, :m.subject, :m.body, :m.recipient, :m.cc,
    :m.status, :m.attempts, :m.due_at, :m.claimed_at, :m.attempted_at, :m.sent_at, :m.error, :m.written_by
);

-- name: save_message(m)!
update messages
set
    cc = :m.cc,
    status = :m.status,
    attempts = :m.attempts,
    due_at = :m.due_at,
    claimed_at = :m.claimed_at,
    attempted_at = :m.attempted_at,
    sent_at = :m.sent_at,
    error = :m.error
where id = :m.id;

-- name: count_claimed_since(assistant_id, since)$
-- Messages of schedules and broadcasts that an assistant has taken up since then, for its daily limit.
select count(*)
from messages m
join leads l on l.id = m.lead_id
where l.assistant_id = :assistant_id
    and m.claimed_at >= :since
    and (m.step is not null or m.broadcast_id is not null and (m.status = 'sending' or m.attempts > 0));

-- name: waiting_messages(moment, safe_only, n)
-- Queued messages and retries whose time has come and whose lead may still be written to.
select m.*
from messages m
join leads l on l.id = m.lead_id
join assistants a on a.id = l.assistant_id
where m.status in ('queued', 'retry')
    and m.due_at <= :moment
    and (m.broadcast_id is null or m.attempts > 0)
    and a.paused = ''
    and (
        not cast(:safe_only as boolean)
        or (m.step is null and m.broadcast_id is null)
        or exists (select 1 from messages w where w.lead_id = l.id and w.status = 'sent')
        or exists (select 1 from replies r where r.lead_id = l.id and not r.automatic)
    )
    and l.state <> 'Unsubscribed'
    and not exists (select 1 from suppressions s where s.email = l.email)
    and (
        m.step is null and m.broadcast_id is null
        or not exists (select 1 from replies r where r.lead_id = l.id and r.kind is null)
        and (
            m.step is null and l.state <> 'Deactivated'
            or l.state = 'Cold' and l.held = '' and l.run = m.run
        )
    )
order by m.due_at, m.id
limit :n;

-- name: interrupted_messages()
-- What a sidecar that died had claimed.
select * from messages where status = 'sending' order by claimed_at, id;

-- name: thread_of(lead_id, run, moment)
-- Message-IDs of what was sent, and of what people answered, in order.
select message_id
from (
    select message_id, sent_at as said_at from messages
    where lead_id = :lead_id and status = 'sent' and (run = :run or step is null)
    union all
    select message_id, received_at as said_at from replies
    where lead_id = :lead_id and message_id <> '' and not automatic
) said
where said_at <= :moment
order by said_at, message_id;

-- name: first_message(lead_id, run)^
select subject, body, sent_at from messages
where lead_id = :lead_id and run = :run and step is not null and status = 'sent'
order by sent_at, id
limit 1;

-- name: written_steps(lead_id, run)
-- Numbers of the steps that have a message in that run, sent or not.
select step from messages where lead_id = :lead_id and run = :run and step is not null;

-- name: last_sent_at(lead_id, run)$
select max(sent_at) from messages
where lead_id = :lead_id and run = :run and step is not null and status = 'sent';

-- name: sent_bodies(lead_id)
select body from messages where lead_id = :lead_id and status = 'sent' order by sent_at, id;

-- name: is_our_message_id(message_id)$
select count(*) > 0 from messages where message_id = :message_id;

-- name: withdraw_messages(lead_id, reason)!
update messages
set status = 'failed', error = :reason, due_at = null
where lead_id = :lead_id and status in ('queued', 'retry');

-- name: withdraw_steps(lead_id, reason)!
update messages
set status = 'failed', error = :reason, due_at = null
where lead_id = :lead_id and step is not null and status in ('queued', 'retry');

-- name: requeue_messages(lead_id, run, moment)
update messages
set status = 'queued', due_at = :moment
where lead_id = :lead_id and run = :run and step is not null and status in ('failed', 'queued', 'retry')
returning id;

-- name: unconfirmed_messages()
select m.* from messages m where m.status = 'unconfirmed' order by m.attempted_at, m.id;

-- name: count_unconfirmed(lead_id, run)$
select count(*) from messages where lead_id = :lead_id and run = :run and status = 'unconfirmed';

-- name: count_unsent(lead_id, run)$
-- Steps of the present run that were claimed and are not sent.
select count(*) from messages
where lead_id = :lead_id and run = :run and step is not null and status <> 'sent';

-- name: waiting_message_like(lead_id, subject, body)^
-- The same words by a person, to the same lead, that have not left yet.
select * from messages
where lead_id = :lead_id and step is null and broadcast_id is null and status in ('queued', 'sending', 'retry')
    and subject = :subject and body = :body
limit 1;

-- name: bounce_rate(since)^
-- Addresses written to since then, and those given up since then.
select
    (select count(distinct lead_id) from messages where attempted_at >= :since) as written,
    (
        select count(distinct e.lead_id)
        from events e
        join leads l on l.id = e.lead_id
        where e.happened_at >= :since and e.sub_state = 'Bounced' and l.sub_state = 'Bounced'
    ) as bounced;
