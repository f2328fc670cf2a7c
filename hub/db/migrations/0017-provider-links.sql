-- Who signs in by an identity provider (OpenID Connect): which subject there is which account here.

create table provider_links (
  id uuid primary key,
  account uuid not null references accounts (id) on delete cascade,
  issuer text not null,
  -- The provider's own name of the person, which it gives to nobody else; null while an invitation by e-mail waits for its first sign-in.
  subject text,
  email text,
  -- Who asked for it; null on the hub's own machine.
  asked_by uuid references persons (id),
  asked_at timestamptz not null,
  -- Somebody else, who makes it count.
  confirmed_by uuid references persons (id),
  confirmed_at timestamptz,
  used_at timestamptz,
  unique (issuer, subject),
  check (subject is not null or email is not null)
);
create index provider_links_by_email on provider_links (issuer, email);
create index provider_links_by_account on provider_links (account);
