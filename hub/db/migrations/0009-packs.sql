-- Stretches of a scope's order, encoded once and given to every device that is far behind (sync rules PK1 to PK5). Nothing
-- is lost with these rows: they are made again from the operations.

create table packs (
  -- SHA-256 of the bytes.
  hash bytea primary key check (length(hash) = 32),
  scope uuid not null references scopes (id),
  first bigint not null,
  last bigint not null check (last >= first),
  -- Chain hash at the last place.
  chain bytea not null check (length(chain) = 16),
  -- A full pack never changes; the one behind the full ones makes way as the scope grows.
  is_full boolean not null,
  -- The hub's proof of the bytes (sync rule RH2); null when the hub had no key.
  proof bytea check (length(proof) = 16),
  bytes bytea not null,
  unique (scope, first)
);
-- They are packed already.
alter table packs alter column bytes set storage external;
