/** From drafts to operations: time, transaction and identity ([OP1] to [OP5]). Pure but for the clock it is handed. */
import { utf8 } from '../base/bytes.ts';
import type { OperationId, ScopeId, TransactionId } from '../base/ids.ts';
import type { MoveValue } from '../domain/move/moved.ts';
import type { OperationDraft } from '../domain/record-state.ts';
import type { Batch } from '../protocol/batch.ts';
import { decodeCanonical, encodeCanonical, normaliseValue } from '../protocol/canonical-cbor.ts';
import { nameLimit } from '../protocol/columns.ts';
import { bodyLimit, contentLimit, lamportLimit, operationLimit, supersedesLimit } from '../protocol/limits.ts';
import type { Operation, Origin } from '../protocol/operation.ts';
import { actionIdOf, operationIdOf } from '../protocol/operation-header.ts';
import { readSafely } from '../protocol/read-safely.ts';

/** What every operation of an action is given by the device that makes it. */
export interface SealingTime {
  /** Milliseconds since 1970 by the author's clock. */
  readonly wall: number;
  /** Highest Lamport number seen in each scope of the drafts. */
  readonly lamports: ReadonlyMap<ScopeId, number>;
  /** The schema version of the edition that writes. */
  readonly schema: number;
}

/** Content of one batch, in bytes of values; what stands around them in a batch has the rest of the limit. */
const pieceBytes = contentLimit / 4;

/** The operations of one user action, batched by scope; null when a draft is larger than any device would read back. */
export function sealDrafts(drafts: readonly OperationDraft[], origin: Origin, time: SealingTime): Batch[] | null {
  const lamports = new Map(time.lamports);
  const byScope = new Map<ScopeId, { readonly operations: Operation[]; bytes: number }[]>();
  const arrived = new Map<string, OperationId[]>();
  let action: TransactionId | null = null;
  for (const given of drafts) {
    const draft = given.kind === 'move' ? withArrival(given, arrived) : given;
    const lamport = Math.min((lamports.get(draft.scope) ?? 0) + 1, lamportLimit);
    lamports.set(draft.scope, lamport);
    const sealed = sealDraft(draft, lamport, time, action);
    if (sealed === null) return null;
    action = sealed.operation.tx;
    const place = `${draft.scope} ${draft.record}`;
    const ofRecord = arrived.get(place);
    if (ofRecord === undefined) arrived.set(place, [sealed.operation.id]);
    else ofRecord.push(sealed.operation.id);
    const pieces = byScope.get(draft.scope) ?? [];
    byScope.set(draft.scope, pieces);
    let piece = pieces.at(-1);
    if (piece === undefined || piece.operations.length >= operationLimit || piece.bytes + sealed.bytes > pieceBytes) {
      piece = { operations: [], bytes: 0 };
      pieces.push(piece);
    }
    piece.operations.push(sealed.operation);
    piece.bytes += sealed.bytes;
  }
  return [...byScope].flatMap(([scope, pieces]) =>
    pieces.map(({ operations }): Batch => ({ ...origin, scope, prev: null, operations })),
  );
}

/** A mark of a move names what its action made in the new scope before it ([MV3]). */
function withArrival(draft: OperationDraft, arrived: ReadonlyMap<string, readonly OperationId[]>): OperationDraft {
  const { seen, to } = draft.value as unknown as MoveValue;
  const made = arrived.get(`${to.scope} ${to.record}`) ?? [];
  return { ...draft, value: { seen: [...seen], to: { ...to }, made: [...made] } };
}

/**
 * The operation and about how many bytes of a batch it takes; null when no reader would take it. `action` is the id of its
 * action, null for the first operation of one ([OP7]).
 */
function sealDraft(
  draft: OperationDraft,
  lamport: number,
  { wall, schema }: SealingTime,
  action: TransactionId | null,
) {
  if (utf8(draft.field).length > nameLimit || utf8(draft.type).length > nameLimit) return null;
  const value = normaliseValue(draft.value);
  const body = encodeCanonical(value);
  const supersedes = [...new Set(draft.supersedes)].sort();
  if (body.length > bodyLimit || supersedes.length > supersedesLimit) return null;
  // What would not be read back from the journal must not be called saved: too deep, or numbers that CBOR cannot carry.
  if (!readSafely(() => decodeCanonical(body)).ok) return null;
  const { kind, scope, type, record, field } = draft;
  const subject = { kind, scope, type, record, field, value, supersedes, lamport, schema };
  const timed = { ...subject, wall: Math.floor(wall) };
  const headed = { ...timed, tx: action ?? actionIdOf(timed) };
  const operation: Operation = { ...headed, id: operationIdOf(headed, body) };
  return { operation, bytes: body.length + supersedes.length * 17 + 64 };
}
