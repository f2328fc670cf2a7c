-- Values that nobody needs any more are let go, operations never (sync rules CP1 to CP8).

-- The value at this place was let go: `bytes` holds the commitment to it instead.
alter table operations add column let_go boolean not null default false;
create index operations_let_go on operations (scope, seq) where let_go;

create table settled_places (
  device uuid not null references devices (id),
  scope uuid not null references scopes (id),
  -- Up to where the device said that it had read while nothing that it made before was still on its way.
  seq bigint not null,
  primary key (device, scope)
);

create table compactions (
  scope uuid primary key references scopes (id),
  -- Up to where operations were looked at that supersede others.
  looked_to bigint not null,
  -- Values let go since the beginning, and the bytes that they took.
  let_go bigint not null,
  freed bigint not null,
  compacted_at timestamptz not null
);
