-- What was said: batches as they came, the operations in each scope's order, and what could not be accepted.

create table batches (
  -- SHA-256 of the batch's bytes.
  hash bytea primary key,
  -- No reference: what came for a scope that is unknown here is kept as well.
  scope uuid not null,
  device uuid not null references devices (id),
  received_at timestamptz not null,
  -- Verbatim, signature included: evidence, and what is relayed.
  bytes bytea not null
);

create table operations (
  scope uuid not null references scopes (id),
  -- Gapless per scope, allocated under the lock of the scope's row.
  seq bigint not null,
  id bytea not null unique check (length(id) = 16),
  -- Chain hash at this place: a cursor is checked against it (sync rule 11).
  chain bytea not null check (length(chain) = 16),
  -- Canonical CBOR of the operation with its origin: exactly what was signed for, whatever version wrote it.
  bytes bytea not null,
  primary key (scope, seq)
);

create table records (
  id uuid primary key,
  scope uuid not null references scopes (id),
  type text not null,
  -- Author and transaction of the create; null while only other operations of the record have come.
  creator uuid,
  created_tx uuid
);

create table kept (
  id bytea primary key check (length(id) = 16),
  scope uuid not null,
  device uuid not null references devices (id),
  author uuid not null,
  kind text not null check (kind in ('quarantined', 'refused', 'needs-newer-hub')),
  reason text,
  -- The role that may settle it.
  owner text,
  received_at timestamptz not null,
  bytes bytea not null
);
create index kept_by_scope on kept (scope, received_at);

create table device_cursors (
  device uuid not null references devices (id),
  scope uuid not null references scopes (id),
  -- What the device said it has read: how far behind it is, as far as the hub knows.
  seq bigint not null,
  primary key (device, scope)
);

-- Which chunks the attachments of a scope name: it decides who may have their bytes.
create table chunk_references (
  scope uuid not null references scopes (id),
  -- SHA-256 of the chunk.
  hash bytea not null,
  -- The device whose operation named it first: the one to ask for the bytes.
  device uuid not null,
  primary key (scope, hash)
);
create index chunk_references_by_device on chunk_references (device);

create table chunks (
  hash bytea primary key,
  bytes bytea not null
);
