-- name: count_model_call(day, purpose, prompt_tokens, completion_tokens)!
insert into model_calls (day, purpose, calls, prompt_tokens, completion_tokens)
values (:day, :purpose, 1, :prompt_tokens, :completion_tokens)
on conflict (day, purpose) do update
set
    calls = model_calls.calls + 1,
    prompt_tokens = model_calls.prompt_tokens + excluded.prompt_tokens,
    completion_tokens = model_calls.completion_tokens + excluded.completion_tokens;

-- name: model_use(day)^
select
    cast(coalesce(sum(calls), 0) as bigint) as calls,
    cast(coalesce(sum(prompt_tokens + completion_tokens), 0) as bigint) as tokens
from model_calls
where day = :day;
