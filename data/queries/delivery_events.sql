-- name: insert_delivery_events(keys, message_ids, lead_ids, emails, outcomes, bounces, words, moments, received_at, raws)
-- Answers the keys of those that were not here yet.
insert into delivery_events (
    key, message_id, lead_id, email, outcome, bounce, words, happened_at, received_at, raw
)
select
    unnest(cast(:keys as text[])),
    unnest(cast(:message_ids as text[])),
    unnest(cast(:lead_ids as uuid[])),
    unnest(cast(:emails as text[])),
    unnest(cast(:outcomes as text[])),
    unnest(cast(:bounces as text[])),
    unnest(cast(:words as text[])),
    unnest(cast(:moments as timestamptz[])),
    cast(:received_at as timestamptz),
    unnest(cast(:raws as text[]))
on conflict do nothing
returning key;

-- name: delivery_events_of(lead_id)
select key, message_id, email, outcome, bounce, words, happened_at, raw from delivery_events
where lead_id = :lead_id
order by happened_at, key;

-- name: message_by_message_id(message_id)^
select * from messages where message_id = :message_id;
