/** Revocations travel before anything else between two laptops ([RM3], [RV1]). */
import { ok, type Result } from '../../base/result.ts';
import { openRevocation, revocationsPerMessage } from '../../protocol/revocation.ts';
import type { RoomMessage } from '../../protocol/room-message.ts';
import { commitCheckpoint } from '../commit-checkpoint.ts';
import type { EngineCore } from '../engine-core.ts';
import type { JournalFailure } from '../ports.ts';
import { digestOfRevocations, type OwnRoom } from './authenticate.ts';

/** What the other one may not have heard; nothing when both know the same. */
export function revocationsFor({ memory }: EngineCore, { revoked }: Pick<RoomMessage, 'revoked'>) {
  if (revoked === digestOfRevocations(memory.revocations)) return {};
  const newest = memory.revocations.slice(-revocationsPerMessage);
  return newest.length === 0 ? {} : { revocations: newest.map(({ statement }) => statement) };
}

/** Keeps those that the hub signed; what it did not sign counts for nothing. Runs in the writers' queue. */
export async function hearRevocations(
  core: EngineCore,
  { identity }: Pick<OwnRoom, 'identity'>,
  { revocations = [] }: Pick<RoomMessage, 'revocations'>,
): Promise<Result<null, JournalFailure>> {
  const known = new Set(core.memory.revocations.map(({ statement }) => statement));
  const trusted = { hub: identity.hub, keys: identity.hubKeys ?? [], verify: core.ports.verify };
  const fresh: string[] = [];
  for (const statement of revocations) {
    if (known.has(statement) || (await openRevocation(statement, trusted)) === null) continue;
    fresh.push(statement);
  }
  if (fresh.length === 0) return ok(null);
  const checkpoint = { at: core.ports.clock.now(), revocations: fresh };
  return commitCheckpoint(core, checkpoint);
}
