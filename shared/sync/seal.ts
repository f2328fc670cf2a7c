/** From drafts to operations: time, transaction and identity ([OP1] to [OP5]). Pure but for the clock it is handed. */
import type { ScopeId, TransactionId } from '../base/ids.ts';
import type { OperationDraft } from '../domain/record-state.ts';
import { schemaVersion } from '../domain/records.ts';
import type { Batch } from '../protocol/batch.ts';
import { encodeCanonical, normaliseValue } from '../protocol/canonical-cbor.ts';
import { bodyLimit, lamportLimit, operationLimit, supersedesLimit } from '../protocol/limits.ts';
import type { Operation, Origin } from '../protocol/operation.ts';
import { identify } from '../protocol/operation-header.ts';

export interface SealingTime {
  readonly tx: TransactionId;
  /** Milliseconds since 1970 by the author's clock. */
  readonly wall: number;
  /** Highest Lamport number seen in each scope of the drafts. */
  readonly lamports: ReadonlyMap<ScopeId, number>;
}

/** The operations of one user action, batched by scope; null when a draft is larger than any device would read back. */
export function sealDrafts(drafts: readonly OperationDraft[], origin: Origin, time: SealingTime): Batch[] | null {
  const lamports = new Map(time.lamports);
  const byScope = new Map<ScopeId, Operation[][]>();
  for (const draft of drafts) {
    const lamport = Math.min((lamports.get(draft.scope) ?? 0) + 1, lamportLimit);
    lamports.set(draft.scope, lamport);
    const operation = sealDraft(draft, lamport, time);
    if (operation === null) return null;
    const pieces = byScope.get(draft.scope) ?? [[]];
    byScope.set(draft.scope, pieces);
    if ((pieces.at(-1) as Operation[]).length >= operationLimit) pieces.push([]);
    (pieces.at(-1) as Operation[]).push(operation);
  }
  return [...byScope].flatMap(([scope, pieces]) =>
    pieces.map((operations): Batch => ({ ...origin, scope, prev: null, operations })),
  );
}

function sealDraft(draft: OperationDraft, lamport: number, time: SealingTime): Operation | null {
  const value = normaliseValue(draft.value);
  const body = encodeCanonical(value);
  const supersedes = [...new Set(draft.supersedes)].sort();
  if (body.length > bodyLimit || supersedes.length > supersedesLimit) return null;
  const { kind, scope, type, record, field } = draft;
  const subject = { kind, scope, type, record, field, value, supersedes, lamport, schema: schemaVersion };
  const operation = { ...subject, tx: time.tx, wall: Math.floor(time.wall) };
  return { ...operation, id: identify(operation, body).id };
}
