create table corrections (
    id uuid primary key,
    reply_id uuid not null,
    wording text not null,
    kind_before text not null,
    kind_after text not null,
    who text not null,
    corrected_at timestamptz not null
);

create index corrections_reply on corrections (reply_id);

-- How the lead of a reply stood when the reply was read, so that a wrong reading can be taken back.
alter table replies add column state_before text;
alter table replies add column held_before text;
alter table replies add column resume_at_before timestamptz;
