-- The hub's own key pairs, oldest first: the last one signs what devices read, the former ones vouch for their successors.
-- A hub of before gets its first key at its next start, and every device is told of it with its next answer.

create table hub_keys (
  number integer primary key,
  public_key bytea not null unique check (length(public_key) = 32),
  -- PKCS #8. Beside the records it vouches for, so that no backup can have the one without the other.
  secret bytea not null,
  -- Signature by the key before it over this one; null for the first.
  endorsement bytea check (length(endorsement) = 64),
  -- The grants version from which on devices know of it.
  since_version bigint not null,
  made_at timestamptz not null default now()
);
