-- Texts by a language model: what each was made from, and which a user asked for or were not taken.
alter table drafts add column made_from text default '';
alter table drafts alter column made_from set not null;

create table text_requests (
    lead_id uuid not null,
    run integer not null,
    step integer not null,
    who text not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    problem text not null,
    primary key (lead_id, run, step)
);
