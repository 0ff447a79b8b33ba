-- name: insert_notice(n)!
insert into notices (id, lead_id, kind, title, text, created_at)
values (:n.id, :n.lead_id, :n.kind, :n.title, :n.text, :n.created_at);

-- name: undelivered_notices(n)
select id, lead_id, kind, title, text, created_at from notices
where delivered_at is null
order by created_at, id
limit :n;

-- name: notice_delivered(id, moment)!
update notices set delivered_at = :moment where id = :id;

-- name: see_notice(id, moment)!
update notices set seen_at = :moment where id = :id and seen_at is null;

-- name: see_notices(moment)!
update notices set seen_at = :moment where seen_at is null;

-- name: beat(job, moment, error, error_at)!
-- A job that went well keeps the time of its last error, for the screen; `error` is then empty.
insert into heartbeats (job, seen_at, error, error_at)
values (:job, :moment, :error, :error_at)
on conflict (job) do update
set seen_at = excluded.seen_at, error = excluded.error, error_at = coalesce(excluded.error_at, heartbeats.error_at);

-- name: heartbeats()
select job, seen_at, error, error_at from heartbeats order by job;
