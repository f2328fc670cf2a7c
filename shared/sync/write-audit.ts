/** One scope's order as this device holds it, with what the hub signed of it: a file that anybody can check ([AU5]). */
import { toHex } from '../base/bytes.ts';
import type { ScopeId } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { type AuditPlace, type AuditSigned, encodeAudit } from '../protocol/audit-file.ts';
import { hubKeyId } from '../protocol/hub-key.ts';
import { type Cosignature, checkpointNote, type LogCheckpoint } from '../protocol/log/checkpoint-note.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { identify } from '../protocol/operation-header.ts';
import type { SignedPlace } from '../protocol/signed-place.ts';
import type { EngineCore, StoreFailed } from './engine-core.ts';
import type { Cursor, Store } from './ports.ts';

export type AuditFailure =
  /** This device has read nothing of such a scope. */
  | Failure<'audit-no-scope'>
  /** What is held at a place is missing or damaged: a sync puts it right. */
  | (Failure<'audit-incomplete'> & { readonly place: number })
  | StoreFailed;

/** The audit file of a scope, up to where this device has read it. Throws when the store does. */
export async function auditOf(core: EngineCore, scope: ScopeId): Promise<Result<Uint8Array, AuditFailure>> {
  const { identity, epoch, witnessed, contradictions, hubLog } = core.memory;
  const cursor = (await core.ports.store.cursors()).find((one) => one.scope === scope && one.seq > 0);
  if (identity === null || epoch === null || cursor === undefined) return fail({ kind: 'audit-no-scope' });
  const places = await placesUpTo(core.ports.store, cursor);
  const gap = places.findIndex(({ seq }, i) => seq !== i + 1);
  if (gap >= 0 || places.length !== cursor.seq) {
    return fail({ kind: 'audit-incomplete', place: (gap < 0 ? places.length : gap) + 1 });
  }
  const signed = witnessed[scope];
  const note = noteIn(identity);
  const name = identity.scopes.find(({ id }) => id === scope)?.name ?? '';
  const bytes = encodeAudit({
    head: {
      waypost: 'audit',
      version: 2,
      hub: identity.hub,
      network: identity.networkName,
      epoch,
      scope: { id: scope, name },
      keys: identity.hubKeys ?? [],
      device: identity.device,
      deviceKey: identity.publicKey,
      written: core.ports.clock.now(),
    },
    places,
    signed: signed === undefined ? [] : [withoutScope(signed)],
    contradictions: contradictions
      .filter(({ seen }) => seen.scope === scope)
      .map(({ kind, seen, given, at }) => ({
        kind,
        seen: withoutScope(seen),
        given: withoutScope(given),
        found: at,
      })),
    log: hubLog.seen === null ? [] : note(hubLog.seen.checkpoint, hubLog.seen.cosigned),
    logEvidence: hubLog.evidence.flatMap(({ kind, seen, given, proof, at }) => {
      const notes = [...note(seen), ...note(given)];
      const [before = '', after] = notes;
      return after === undefined ? [] : [{ kind, seen: before, given: after, proof: [...proof], found: at }];
    }),
    chain: cursor.chain,
  });
  return ok(bytes);
}

/** A checkpoint of the hub's log as a signed note; nothing when the key that signed it is not known any more. */
function noteIn({ hub, hubKeys = [], device, publicKey }: DeviceIdentity) {
  return (checkpoint: LogCheckpoint, cosigned?: Cosignature): string[] => {
    const key = hubKeys.find((one) => hubKeyId(one.publicKey) === checkpoint.key);
    if (key === undefined) return [];
    const witnesses = cosigned === undefined ? [] : [{ device, publicKey, ...cosigned }];
    return [checkpointNote(hub, key.publicKey, checkpoint, witnesses)];
  };
}

function withoutScope({ epoch, seq, chain, at, key, signature }: SignedPlace): AuditSigned {
  return { epoch, seq, chain, at, key, signature };
}

/** Rows read at once. */
const piece = 1_000;

/** What is held whole up to a cursor, in its order. */
async function placesUpTo(store: Store, { scope, seq: end }: Cursor): Promise<AuditPlace[]> {
  const places: AuditPlace[] = [];
  for await (const rows of store.scan(scope, piece)) {
    for (const row of rows) {
      if (row.seq === null || row.seq > end) continue;
      const header = headerOf(row);
      if (header !== null) places.push({ seq: row.seq, id: row.id, header });
    }
  }
  return places.sort((a, b) => a.seq - b.seq);
}

/** The header of a row that holds what its id names; null for a damaged one. */
function headerOf(row: StoredOperation): string | null {
  try {
    const { id, header } = identify(row);
    return id === row.id ? toHex(header) : null;
  } catch {
    return null; // what cannot be written down canonically was never an operation
  }
}
