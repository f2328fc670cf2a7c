-- The sum of all operation ids up to a place, modulo 2^128 (sync rule VR1): a range's digest is the difference of two.
-- What is there already is summed here, in numerics: PostgreSQL has no number of 128 bits.

alter table scopes add column digest bytea not null default decode(repeat('00', 16), 'hex') check (length(digest) = 16);
alter table operations add column digest bytea;

create function pg_temp.half(bytes bytea) returns numeric language sql immutable as $$
  select case when n < 0 then n + 18446744073709551616 else n end
  from (select ('x' || encode(bytes, 'hex'))::bit(64)::bigint::numeric as n) as signed
$$;
create function pg_temp.bytes(half numeric) returns bytea language sql immutable as $$
  select int8send((case when half >= 9223372036854775808 then half - 18446744073709551616 else half end)::bigint)
$$;

update operations set digest = pg_temp.bytes(div(total, 18446744073709551616)) || pg_temp.bytes(mod(total, 18446744073709551616))
from (
  select scope, seq, mod(
    sum(pg_temp.half(substr(id, 1, 8)) * 18446744073709551616 + pg_temp.half(substr(id, 9, 8))) over (partition by scope order by seq),
    340282366920938463463374607431768211456) as total
  from operations
) as sums
where operations.scope = sums.scope and operations.seq = sums.seq;

update scopes set digest = operations.digest
from operations where operations.scope = scopes.id and operations.seq = scopes.seq;

alter table operations alter column digest set not null;
alter table operations add constraint operations_digest_check check (length(digest) = 16);
