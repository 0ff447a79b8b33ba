-- name: sources()
-- Those that can be chosen: the system's, then the team's.
select name, opening, system from sources
where not removed
order by system desc, name;

-- name: source_by_key(key)^
-- Also one that was removed: its leads still use it.
select name, opening, system from sources where key = :key;

-- name: save_source(key, s)!
insert into sources (key, name, opening, system, removed)
values (:key, :s.name, :s.opening, :s.system, false)
on conflict (key) do update
set name = excluded.name, opening = excluded.opening, removed = false;

-- name: remove_source(key)!
update sources set removed = true where key = :key;

-- name: remember_context(context, moment)!
insert into contexts (context, used_at)
values (:context, :moment)
on conflict (context) do update
set used_at = excluded.used_at;

-- name: used_contexts(pattern, n)
select context from contexts
where lower(context) like :pattern escape '!'
order by used_at desc, context
limit :n;
