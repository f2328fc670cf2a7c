-- What the hub says under its key about devices (sync rules DC1 to RV6), and requests to join that came without a network.

-- The certificate that the device was last given, and from when on it gets a new one.
alter table devices add column certificate bytea;
alter table devices add column renew_at timestamptz;

-- Statements that only get more. A hub restored from a backup takes back what devices still hold, so a device named here
-- need not be known.
create table revocations (
  -- In the order in which this hub has them; the row of the hub is locked while one is added, so that none is passed over.
  place bigint generated always as identity primary key,
  device uuid not null,
  -- The one certificate that ends; null ends the device.
  serial bytea,
  revoked_at timestamptz not null,
  revoked_by uuid,
  statement bytea not null unique
);
create index revocations_device on revocations (device);

-- A request is answered once; its hash is what both screens showed as six words.
create table answered_requests (
  hash bytea primary key,
  device uuid not null references devices (id),
  answered_by uuid references persons (id),
  answered_at timestamptz not null
);
