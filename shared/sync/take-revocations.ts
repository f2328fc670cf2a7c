/** What the hub revoked, applied before anything else of what it came with ([RV4], [RV5]). */
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { type KeptRevocation, openRevocation, revocationOf, revocationsPerMessage } from '../protocol/revocation.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type { OwnRevocation, SyncFailure } from './engine-api.ts';
import type { EngineCore } from './engine-core.ts';
import type { SyncSession } from './sync-session.ts';

/** Keeps what an answer revokes. One that no key of the hub signed refuses the answer. */
export async function takeRevocations(
  core: EngineCore,
  { identity, revocations }: Pick<SyncReply, 'identity' | 'revocations'>,
): Promise<Result<null, SyncFailure>> {
  if (revocations === undefined) return ok(null);
  const kept = await proved(core, identity ?? core.memory.identity, revocations.statements);
  return kept === null ? fail({ kind: 'hub-signature-invalid' }) : keep(core, kept, revocations.to);
}

/** Keeps the hub's word that this device is revoked; null when it is not the hub's word for this device. */
export async function hearRevoked(core: EngineCore, statement: string): Promise<OwnRevocation | null> {
  const { identity } = core.memory;
  if (identity === null) return null;
  const kept = await proved(core, identity, [statement]);
  const own = revocationOf(kept ?? [], identity.device);
  if (own === null) return null;
  await keep(core, [own]);
  return wordOf(own, identity);
}

/** Whether and how this device was revoked, as far as is known here. */
export function ownRevocation({ memory: { identity, revocations } }: EngineCore): OwnRevocation | null {
  const own = identity === null ? null : revocationOf(revocations, identity.device);
  return own === null || identity === null ? null : wordOf(own, identity);
}

function wordOf({ at, by, wipe, statement }: KeptRevocation, { hubKeys = [] }: DeviceIdentity): OwnRevocation {
  return { at, by, ...(wipe === true ? { wipe, proof: { statement, hubKeys: [...hubKeys] } } : {}) };
}

/** What a hub that was restored may have lost of its revocations; it is given them once ([RV6]). */
export function revocationsToGive({ memory }: EngineCore, session: SyncSession): string[] {
  if (!session.givesRevocations) return [];
  return memory.revocations.slice(-revocationsPerMessage).map(({ statement }) => statement);
}

/** The revocations of these statements; null when one of them is not proved. What is known needs no second proof. */
async function proved(
  { memory, ports: { verify } }: EngineCore,
  identity: DeviceIdentity | null,
  statements: readonly string[],
): Promise<KeptRevocation[] | null> {
  const known = new Map(memory.revocations.map((one) => [one.statement, one]));
  const hub = { hub: identity?.hub ?? '', keys: identity?.hubKeys ?? [], verify };
  const opened: KeptRevocation[] = [];
  for (const statement of statements) {
    const revocation = known.get(statement) ?? (await openRevocation(statement, hub));
    if (revocation === null) return null;
    opened.push(revocation);
  }
  return opened;
}

async function keep(
  core: EngineCore,
  revocations: readonly KeptRevocation[],
  revokedTo?: number,
): Promise<Result<null, SyncFailure>> {
  const known = new Set(core.memory.revocations.map(({ statement }) => statement));
  const fresh = revocations.flatMap(({ statement }) => (known.has(statement) ? [] : statement));
  if (fresh.length === 0 && (revokedTo ?? core.memory.revokedTo) === core.memory.revokedTo) return ok(null);
  const checkpoint = {
    at: core.ports.clock.now(),
    revocations: fresh,
    ...(revokedTo === undefined ? {} : { revokedTo }),
  };
  const kept = await commitCheckpoint(core, checkpoint);
  if (!kept.ok) return fail(kept.failure);
  return core.stale ? fail({ kind: 'store-failed', reason: 'what was revoked is in the journal only' }) : ok(null);
}
