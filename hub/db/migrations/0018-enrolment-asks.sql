-- Laptops and kiosks that ask to join by a short code that they show, until a coordinator has answered (RFC 8628). Minutes old at most.

create table enrolment_asks (
  -- What the screen shows and the coordinator types.
  user_code text primary key,
  -- SHA-256 of what the device shows when it asks again; nobody else has that.
  secret_hash bytea not null unique,
  device_name text not null,
  -- From where it asked, for the coordinator to see.
  address text not null,
  asked_at timestamptz not null,
  ends_at timestamptz not null,
  polled_at timestamptz,
  -- How long the device waits between two looks; longer each time that it did not.
  wait_ms integer not null,
  -- For whom it was let in, and by whom; null while it waits.
  persons uuid[],
  answered_by uuid references persons (id),
  answered_at timestamptz,
  -- When the code that enrols it was handed over: once.
  given_at timestamptz
);
