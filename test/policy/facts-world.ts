/** Made-up grants, and the same as the product keeps them. */
import { type Grant, type Role, roles } from '../../shared/domain/policy/roles.ts';
import type { Seeded } from '../sim/seeded.ts';
import { uuidNumbered } from '../support/network.ts';
import type { GrantOracle } from './facts-oracle.ts';

export const [scope, other] = [uuidNumbered(0x5c, 1), uuidNumbered(0x5c, 2)];

export function drawGrants(random: Seeded): GrantOracle[] {
  // Mostly somebody who may: what refuses is one of the other facts then.
  const steward = { here: true, roles: ['steward'], ends: null, kind: null } as const;
  const drawn = Array.from({ length: random.below(3) }, (): GrantOracle => {
    return {
      here: random.chance(0.8),
      roles: roles.filter(() => random.chance(0.3)),
      ends: random.chance(0.4) ? 1 + random.below(28) : null,
      kind: random.pick([null, null, 'playbook', 'person']),
    };
  });
  // A grant without a role is none, and the hub keeps none.
  const real = drawn.filter((one) => one.roles.length > 0);
  return random.chance(0.6) ? [...real, steward] : real;
}

export function grantsOf(grants: readonly GrantOracle[]): Grant[] {
  return grants.map(({ here, roles: held, ends, kind }) => ({
    person: uuidNumbered(0xaa, 1),
    scope: here ? scope : other,
    roles: held as readonly Role[],
    ...(ends === null ? {} : { until: ends }),
    ...(kind === null ? {} : { kinds: [kind] }),
  }));
}
