-- Who signs in to the coordinator's page in a browser: accounts, recovery codes, sessions, and how often a sign-in failed.

create table accounts (
  id uuid primary key,
  person uuid not null unique references persons (id),
  -- What is typed to sign in, folded: small letters, no space around it.
  name text not null unique,
  -- The one-time set-up code, as enrolment codes are kept; null once it was used.
  set_up_selector text unique,
  set_up_hash bytea,
  set_up_ends timestamptz,
  set_up_tries integer not null default 0,
  -- Argon2id in its usual text form, with its cost; null until the account is set up.
  passphrase text,
  -- Secret of the authenticator, sealed with the key of the hub's own machine (AES-256-GCM); null until set up.
  authenticator bytea,
  -- The one that set-up shows and that counts once a code of it was typed back.
  authenticator_offered bytea,
  -- The last time step whose code was used: a code counts once.
  authenticator_step bigint not null default 0,
  made_at timestamptz not null
);

create table recovery_codes (
  account uuid not null references accounts (id) on delete cascade,
  -- SHA-256 of 80 random bits.
  hash bytea not null,
  used_at timestamptz,
  primary key (account, hash)
);

create table sessions (
  -- SHA-256 of what the cookie holds: whoever reads this table cannot sign in with it.
  hash bytea primary key,
  account uuid not null references accounts (id) on delete cascade,
  began_at timestamptz not null,
  last_seen timestamptz not null
);
create index sessions_by_account on sessions (account);

create table sign_in_failures (
  -- A hash of the account's name or of the address: of what was typed nothing can be read here.
  subject text primary key,
  count integer not null,
  last_at timestamptz not null
);
