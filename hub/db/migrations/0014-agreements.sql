-- What may flow between centres: whose a scope is, and what was said of agreements (sync rules AG1 to AG4).

-- Null: it is of the whole network.
alter table scopes add column centre text;

-- What the order says of agreements, to be asked at once: terms, signatures and ends, each as it was accepted.
create table agreement_words (
  operation bytea primary key check (length(operation) = 16),
  type text not null,
  record uuid not null,
  value jsonb not null
);
