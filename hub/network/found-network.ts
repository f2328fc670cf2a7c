import { type PersonId, type ScopeId, uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { createCode } from '../enrol/code.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

export interface FoundingPerson {
  readonly name: string;
  readonly centre: string;
}

export interface FoundedNetwork {
  readonly person: PersonId;
  readonly scope: ScopeId;
  /** For the laptop of the founder; given once and kept nowhere. */
  readonly code: string;
}

/**
 * The beginning of an empty network: the scope of its doctrine, one person who coordinates it and answers for it, and
 * the code for that person's laptop. Everybody else is invited by them.
 */
export async function foundNetwork(
  tx: HubTransaction,
  ports: { readonly clock: Clock; readonly random: Random },
  founder: FoundingPerson,
): Promise<Result<FoundedNetwork, Failure<'network-exists'>>> {
  // Grants are numbered from the first on: a number means that somebody holds or held a role.
  if ((await tx.grantsVersion()) > 0) return fail({ kind: 'network-exists' });
  const person = uuidv7(ports.clock, ports.random);
  const scope = uuidv7(ports.clock, ports.random);
  await tx.addPerson({ person, ...founder });
  await tx.addScope({ id: scope, name: 'Network doctrine' });
  await tx.setRoles(person, scope, ['coordinator', 'steward']);
  return ok({ person, scope, code: await createCode(tx, ports, [person]) });
}
