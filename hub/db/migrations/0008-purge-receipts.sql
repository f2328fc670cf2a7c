-- Devices say under their key that they hold a lost scope no more (sync rule SC5). Kept for ever: they are evidence.

create table purge_receipts (
  device uuid not null references devices (id),
  scope uuid not null references scopes (id),
  -- By the device's clock, as it is signed.
  purged_at bigint not null,
  signature bytea not null check (length(signature) = 64),
  received_at timestamptz not null,
  primary key (device, scope, purged_at)
);
