-- DuckDB adds a column only without a constraint, and takes the constraint afterwards, before any row is updated.
alter table assistants add column website text default '';
alter table assistants add column language text default 'en';
alter table assistants add column default_source text default '';
alter table assistants add column default_context text default '';
alter table assistants add column brochure_url text default '';
alter table assistants add column calendar_url text default '';
alter table assistants add column copies text default '';
alter table assistants add column excluded text default '';
alter table assistants add column nurture_lines text default '';
alter table assistants add column keeps_holidays boolean default true;
alter table assistants add column is_default boolean default false;
alter table assistants alter column website set not null;
alter table assistants alter column language set not null;
alter table assistants alter column default_source set not null;
alter table assistants alter column default_context set not null;
alter table assistants alter column brochure_url set not null;
alter table assistants alter column calendar_url set not null;
alter table assistants alter column copies set not null;
alter table assistants alter column excluded set not null;
alter table assistants alter column nurture_lines set not null;
alter table assistants alter column keeps_holidays set not null;
alter table assistants alter column is_default set not null;

-- Until now the first by name was the default one.
update assistants set is_default = true
where id = (select id from assistants order by name, id limit 1);

alter table leads add column country text default '';
alter table leads add column language text default '';
alter table leads add column place integer default 0;
alter table leads alter column country set not null;
alter table leads alter column language set not null;
alter table leads alter column place set not null;

update leads
set place = counted.place
from (
    select id, row_number() over (partition by upload_id order by id) - 1 as place
    from leads
    where upload_id is not null
) counted
where leads.id = counted.id;

create table sources (
    key text primary key, -- the name in lower case
    name text not null,
    opening text not null,
    system boolean not null,
    removed boolean not null
);

insert into sources (key, name, opening, system, removed) values
    ('event', 'Event', '', true, false),
    ('website', 'Website', '', true, false),
    ('upsell', 'Upsell', '', true, false),
    ('meeting', 'Meeting', '', true, false),
    ('phone meeting', 'Phone Meeting', '', true, false);

insert into sources (key, name, opening, system, removed)
select lower(source), min(source), '', false, false
from leads
where lower(source) not in ('event', 'website', 'upsell', 'meeting', 'phone meeting')
group by lower(source);

create table contexts (
    context text primary key,
    used_at timestamptz not null
);

insert into contexts (context, used_at)
select context, max(created_at) from leads group by context;
