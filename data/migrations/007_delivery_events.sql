-- What the mail systems told about messages after they had left, each event once and as it was told.
create table delivery_events (
    key text primary key, -- the vendor's id of the event
    message_id text not null, -- ours, of the message; empty where the event names none
    lead_id uuid not null,
    email text not null, -- whose copy it is about
    outcome text not null,
    bounce text not null,
    words text not null,
    happened_at timestamptz not null,
    received_at timestamptz not null,
    raw text not null
);

create index delivery_events_lead on delivery_events (lead_id);
