-- The hub's log of what happened at it: a Merkle tree that only grows, what the hub signed of it, and what laptops signed
-- under that (sync rules AL1 to AL7).

create table log_entries (
  id uuid primary key,
  -- In the tree, from 0 on; null until the follower put it there. Never by a sequence: a transaction that commits late is
  -- placed later, and none is skipped.
  place bigint unique,
  class text not null,
  commitment bytea not null check (length(commitment) = 32),
  -- What the commitment is to. Both null once it is to be forgotten; every proof stays what it was.
  salt bytea,
  statement text,
  -- The scopes and people whom it is about; nobody when it is about the hub.
  about uuid[] not null,
  check ((salt is null) = (statement is null))
);
create index log_entries_waiting on log_entries (id) where place is null;

-- Every complete subtree, leaves included: whatever is proven is made of these.
create table log_nodes (
  level smallint not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

create table log_checkpoints (
  epoch uuid not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  -- Milliseconds since 1970, as they were signed.
  signed_at bigint not null unique,
  key bytea not null check (length(key) = 8),
  signature bytea not null check (length(signature) = 64),
  primary key (epoch, size)
);

create table log_cosignatures (
  epoch uuid not null,
  size bigint not null,
  device uuid not null references devices (id),
  -- Seconds since 1970 by the laptop's clock, as they were signed.
  cosigned_at bigint not null,
  signature bytea not null check (length(signature) = 64),
  received_at timestamptz not null,
  primary key (epoch, size, device),
  foreign key (epoch, size) references log_checkpoints (epoch, size)
);
create index log_cosignatures_by_device on log_cosignatures (device, received_at);

-- Nothing of a log is taken back, not by a mistake either.
create function log_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'The log only grows.';
end $$;
create trigger log_nodes_only_grow before update or delete on log_nodes for each row execute function log_only_grows();
create trigger log_checkpoints_only_grow before update or delete on log_checkpoints
  for each row execute function log_only_grows();
create trigger log_cosignatures_only_grow before update or delete on log_cosignatures
  for each row execute function log_only_grows();
create trigger log_entries_stay before delete on log_entries for each row execute function log_only_grows();
create function log_entry_stays() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.class <> old.class or new.commitment <> old.commitment
    or (old.place is not null and new.place is distinct from old.place)
    or (new.salt is not null and new.salt is distinct from old.salt)
    or (new.statement is not null and new.statement is distinct from old.statement) then
    raise exception 'The log only grows.';
  end if;
  return new;
end $$;
create trigger log_entries_stay_as_they_are before update on log_entries
  for each row execute function log_entry_stays();
