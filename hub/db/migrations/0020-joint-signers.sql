-- Who asked for a decision of several persons, or approved it, and on which device (records' rules OD1 to OD4): asked when the next one speaks.

create table joint_signers (
  operation bytea primary key check (length(operation) = 16),
  -- Of what is decided, in its record.
  digest bytea not null check (length(digest) = 32),
  person uuid not null,
  device uuid not null
);
create index joint_signers_by_digest on joint_signers (digest);
