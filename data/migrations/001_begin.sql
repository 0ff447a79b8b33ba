create table schedules (
    id uuid primary key,
    name text not null unique,
    system boolean not null
);

create table steps (
    schedule_id uuid not null,
    position integer not null,
    wait_days integer not null,
    tone text not null,
    primary key (schedule_id, position)
);

create table assistants (
    id uuid primary key,
    name text not null,
    email text not null unique,
    title text not null,
    company text not null,
    postal_address text not null,
    signature text not null,
    additional_information text not null,
    owner_name text not null,
    owner_email text not null,
    zone text not null,
    opens time not null,
    closes time not null,
    off_days text not null,
    daily_limit integer not null,
    paused text not null,
    default_schedule_id uuid not null
);

create table leads (
    id uuid primary key,
    token text not null unique,
    email text not null unique,
    first_name text not null,
    last_name text not null,
    phone text not null,
    company text not null,
    designation text not null,
    industry text not null,
    linkedin_url text not null,
    company_linkedin_url text not null,
    twitter_url text not null,
    location text not null,
    zone text not null,
    custom text not null,
    assistant_id uuid not null,
    source text not null,
    context text not null,
    additional_information text not null,
    schedule_id uuid not null,
    run integer not null,
    start_at timestamptz not null,
    next_step integer,
    next_send_at timestamptz,
    state text not null,
    sub_state text not null,
    held text not null,
    resume_at timestamptz,
    meeting_on date,
    meeting_at timestamptz,
    soft_bounces integer not null,
    upload_id uuid,
    created_at timestamptz not null
);

create table messages (
    id uuid primary key,
    lead_id uuid not null,
    run integer not null,
    step integer,
    message_id text not null unique,
    subject text not null,
    body text not null,
    cc text not null,
    status text not null,
    attempts integer not null,
    due_at timestamptz,
    claimed_at timestamptz not null,
    attempted_at timestamptz,
    sent_at timestamptz,
    error text not null,
    written_by text not null,
    unique (lead_id, run, step)
);

create table replies (
    id uuid primary key,
    key text not null unique,
    message_id text not null,
    lead_id uuid,
    sender text not null,
    sender_name text not null,
    subject text not null,
    raw bytea not null,
    received_at timestamptz not null,
    kind text,
    confidence double precision,
    automatic boolean,
    text text not null,
    evidence text not null,
    details text not null,
    error text not null,
    read_at timestamptz
);

create index replies_lead on replies (lead_id);

create table notes (
    id uuid primary key,
    lead_id uuid not null,
    text text not null,
    who text not null,
    written_at timestamptz not null
);

create index notes_lead on notes (lead_id);

create table events (
    id uuid primary key,
    lead_id uuid not null,
    old_state text not null,
    new_state text not null,
    sub_state text not null,
    why text not null,
    who text not null,
    happened_at timestamptz not null
);

create index events_lead on events (lead_id);

create table suppressions (
    email text primary key,
    reason text not null,
    detail text not null,
    suppressed_at timestamptz not null
);

create table uploads (
    id uuid primary key,
    file_name text not null,
    total integer not null,
    added integer not null,
    duplicate integer not null,
    invalid integer not null,
    suppressed integer not null,
    rejected_file text not null,
    who text not null,
    uploaded_at timestamptz not null
);

create table rejected_rows (
    upload_id uuid not null,
    row_number integer not null,
    column_name text not null,
    value text not null,
    reason text not null
);

create table engagements (
    id uuid primary key,
    lead_id uuid not null,
    message_id text not null,
    kind text not null,
    evidence text not null,
    happened_at timestamptz not null,
    handled_at timestamptz,
    handled_by text not null
);

create index engagements_lead on engagements (lead_id);

create table notices (
    id uuid primary key,
    lead_id uuid,
    kind text not null,
    title text not null,
    text text not null,
    created_at timestamptz not null,
    delivered_at timestamptz,
    seen_at timestamptz
);

create table heartbeats (
    job text primary key,
    seen_at timestamptz not null,
    error text not null,
    error_at timestamptz
);
