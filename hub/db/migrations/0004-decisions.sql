-- What the coordinator's page needs: lives of devices, who made an enrolment code, and who decided what about held changes.

-- The incarnation that spoke last, and since when; a device that had another one before began a new life.
alter table devices add column incarnation uuid;
alter table devices add column new_life_at timestamptz;

alter table enrolment_codes add column made_by uuid references persons (id);
-- Codes of before this migration have no known time of making: their end tells it, since each lives for 72 hours.
alter table enrolment_codes add column made_at timestamptz;
update enrolment_codes set made_at = expires_at - interval '72 hours';
alter table enrolment_codes alter column made_at set not null;

create index kept_quarantined on kept (scope, received_at) where kind = 'quarantined';

create table decisions (
  -- The operation; an accepted one stands in operations, the others stay in kept.
  operation bytea primary key check (length(operation) = 16),
  scope uuid not null,
  device uuid not null references devices (id),
  author uuid not null,
  -- What held it.
  reason text not null,
  verdict text not null check (verdict in ('accepted', 'returned', 'discarded')),
  note text not null,
  decided_by uuid not null references persons (id),
  decided_at timestamptz not null,
  -- When the device that made it was told; null while it was not. An accepted operation tells itself by coming in a page.
  told_at timestamptz,
  -- The operation as it was held.
  bytes bytea not null
);
create index decisions_by_scope on decisions (scope, decided_at);
create index decisions_untold on decisions (device) where told_at is null and verdict <> 'accepted';
