-- Who there is: the hub itself, people, scopes, grants, devices and the codes that enrol them.

create table hub (
  -- One row: a second one cannot be inserted.
  only_row boolean primary key default true check (only_row),
  id uuid not null,
  -- Changes when the hub is founded anew or restored from a backup; cursors of another epoch start again from 0.
  epoch uuid not null,
  network_name text not null,
  sample boolean not null,
  -- Counts up with every change of a grant, so that what a device could know is a number and not a time.
  grants_version bigint not null default 0
);

create table persons (
  id uuid primary key,
  name text not null,
  centre text not null
);

create table scopes (
  id uuid primary key,
  name text not null,
  -- The counter of sync rule 10: locked and moved inside the transaction that appends, never a sequence.
  seq bigint not null default 0,
  chain bytea not null default decode(repeat('00', 16), 'hex') check (length(chain) = 16)
);

create table grants (
  person uuid not null references persons (id),
  scope uuid not null references scopes (id),
  role text not null,
  since_version bigint not null,
  -- Null while it is in force. Ended grants stay: they say what an author could know.
  until_version bigint,
  primary key (person, scope, role, since_version)
);
create unique index grants_in_force on grants (person, scope, role) where until_version is null;

create table devices (
  id uuid primary key,
  name text not null,
  public_key bytea not null unique check (length(public_key) = 32),
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  -- The rotating ticket: what the next request must carry, and the one before it, in case the last answer was lost.
  ticket bytea not null,
  ticket_before bytea,
  -- First time a ticket came that was neither: two machines on one disk image, perhaps.
  clone_suspected_at timestamptz,
  last_contact timestamptz,
  -- Operations that the device said, at its last contact, were still waiting on it.
  declared_waiting bigint not null default 0,
  -- The grants that it was last told of.
  grants_version bigint not null default 0
);

create table device_profiles (
  device uuid not null references devices (id),
  person uuid not null references persons (id),
  primary key (device, person)
);

create table enrolment_codes (
  -- The first part of a code, not secret: it finds the row, so that wrong guesses are counted against it.
  selector text primary key,
  -- SHA-256 of the secret part.
  secret_hash bytea not null,
  persons uuid[] not null,
  expires_at timestamptz not null,
  tries_left integer not null,
  used_by uuid references devices (id)
);
