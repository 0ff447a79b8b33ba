create table model_calls (
    day date not null,
    purpose text not null,
    calls bigint not null,
    prompt_tokens bigint not null,
    completion_tokens bigint not null,
    primary key (day, purpose)
);
