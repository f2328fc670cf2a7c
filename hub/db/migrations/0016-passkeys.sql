-- Passkeys of the coordinator's page (WebAuthn): a way in beside passphrase and authenticator.

create table passkeys (
  -- What the authenticator calls it, base64url.
  id text primary key,
  account uuid not null references accounts (id) on delete cascade,
  -- What its owner calls it.
  name text not null,
  -- COSE, as the authenticator gave it.
  public_key bytea not null,
  -- How often it says it was used; one that goes back was copied.
  counter bigint not null,
  -- Whether it may leave the device that made it, which never changes, and whether it has.
  may_sync boolean not null,
  is_synced boolean not null,
  transports text[] not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_by_account on passkeys (account);

-- Challenges that were answered: each counts once. One that nobody answered stands nowhere.
create table spent_challenges (
  hash bytea primary key,
  ends_at timestamptz not null
);

-- Centres whose people sign in by passkey and by nothing else.
create table passkey_centres (
  centre text primary key
);

-- By what a session began; those of before began by passphrase.
alter table sessions add column way text not null default 'passphrase';
