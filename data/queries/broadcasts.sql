-- name: insert_broadcast(b, skipped, defaults)!
insert into broadcasts (id, name, subject, body, defaults, send_at, skipped, who, created_at)
values (
    :b.id, :b.name, :b.subject, :b.body, :defaults, :b.send_at, :skipped, :b.who, :b.created_at
);

-- name: broadcast_id_by_name(name)$
select id from broadcasts where name = :name;

-- name: is_cancelled(broadcast_id)$
select count(*) > 0 from broadcasts where id = :broadcast_id and cancelled_at is not null;

-- name: insert_broadcast_messages(ids, message_ids, lead_ids, runs, subjects, bodies, broadcast_id, send_at, who, moment)!
insert into messages (
    id, lead_id, run, broadcast_id, message_id, subject, body, recipient, cc, status, attempts, due_at, claimed_at,
    error, written_by
)
select
    unnest(cast(:ids as uuid[])),
    unnest(cast(:lead_ids as uuid[])),
    unnest(cast(:runs as integer[])),
    cast(:broadcast_id as uuid),
    unnest(cast(:message_ids as text[])),
    unnest(cast(:subjects as text[])),
    unnest(cast(:bodies as text[])),
    '',
    '',
    'queued',
    0,
    cast(:send_at as timestamptz),
    cast(:moment as timestamptz),
    '',
    :who;

-- name: due_broadcast_messages(assistant_id, moment, safe_only, n)
-- Messages of broadcasts that were not tried yet, whose time has come and whose lead may be written to.
select m.*
from messages m
join leads l on l.id = m.lead_id
where l.assistant_id = :assistant_id
    and m.broadcast_id is not null
    and m.status = 'queued'
    and m.attempts = 0
    and m.due_at <= :moment
    and (
        not cast(:safe_only as boolean)
        or exists (select 1 from messages w where w.lead_id = l.id and w.status = 'sent')
        or exists (select 1 from replies r where r.lead_id = l.id and not r.automatic)
    )
    and l.state not in ('Deactivated', 'Unsubscribed')
    and not exists (select 1 from suppressions s where s.email = l.email)
    and not exists (select 1 from replies r where r.lead_id = l.id and r.kind is null)
order by m.due_at, m.id
limit :n;

-- name: postpone_broadcast_messages(assistant_id, moment, until)!
update messages
set due_at = :until
where broadcast_id is not null
    and status = 'queued'
    and attempts = 0
    and due_at <= :moment
    and lead_id in (select id from leads where assistant_id = :assistant_id);

-- name: cancel_broadcast(id, moment)
update broadcasts set cancelled_at = :moment where id = :id and cancelled_at is null
returning id;

-- name: withdraw_broadcast(broadcast_id, reason)
update messages
set status = 'failed', error = :reason, due_at = null
where broadcast_id = :broadcast_id and status in ('queued', 'retry')
returning id;

-- name: latest_broadcasts(n)
select
    b.id,
    b.name,
    b.subject,
    b.send_at,
    b.skipped,
    b.who,
    b.created_at,
    b.cancelled_at,
    coalesce(m.total, 0) as total,
    coalesce(m.sent, 0) as sent,
    coalesce(m.waiting, 0) as waiting
from broadcasts b
left join (
    select
        broadcast_id,
        count(*) as total,
        count(*) filter (where status = 'sent') as sent,
        count(*) filter (where status in ('queued', 'sending', 'retry')) as waiting
    from messages
    where broadcast_id is not null
    group by broadcast_id
) m on m.broadcast_id = b.id
order by b.created_at desc, b.id desc
limit :n;
