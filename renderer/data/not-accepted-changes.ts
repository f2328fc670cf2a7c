/** Operations that were not accepted, put together as a person made them: what one action did to one record. */

import { rulingOf } from '../../shared/domain/decision.ts';
import { splitFieldKey } from '../../shared/domain/declare-record.ts';
import type { ShownText } from '../../shared/domain/localised.ts';
import { notedKey } from '../../shared/domain/translation/translation-note.ts';
import type { DecisionNote } from '../../shared/protocol/decision-note.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';

export type NotAcceptedItem = Awaited<ReturnType<EngineApi['notAccepted']>>[number];

export interface NotAcceptedChange {
  /** The id of its first operation: a key for lists. */
  readonly key: string;
  readonly ids: readonly string[];
  /** Empty when none of them is on this disk any more. */
  readonly operations: readonly StoredOperation[];
  readonly outcome: NotAcceptedItem['outcome'];
  /** What was written about it by whoever returned or discarded it. */
  readonly decision: DecisionNote | null;
  readonly at: number;
  readonly isPutAway: boolean;
}

/** Groups what belongs together and was answered alike; newest answer first. */
export function changesNotAccepted(items: readonly NotAcceptedItem[]): NotAcceptedChange[] {
  const groups = new Map<string, NotAcceptedItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map(changeOf).sort((a, b) => b.at - a.at);
}

function keyOf({ id, operation, outcome, putAwayAt }: NotAcceptedItem): string {
  if (operation === null) return id;
  const { kind, reason, owner, decision } = { reason: '', owner: '', decision: undefined, ...outcome };
  return JSON.stringify([operation.record, operation.tx, kind, reason, owner, decision, putAwayAt !== undefined]);
}

function changeOf(items: readonly NotAcceptedItem[]): NotAcceptedChange {
  const first = items[0] as NotAcceptedItem;
  const { outcome } = first;
  const rank = ({ kind }: StoredOperation) => (kind === 'create' ? 0 : 1);
  return {
    key: first.id,
    ids: items.map(({ id }) => id),
    operations: items
      .flatMap(({ operation }) => operation ?? [])
      .sort((a, b) => rank(a) - rank(b) || a.lamport - b.lamport || (a.id < b.id ? -1 : 1)),
    outcome,
    decision: outcome.kind === 'refused' ? (outcome.decision ?? null) : null,
    at: Math.max(...items.map(({ at }) => at)),
    isPutAway: first.putAwayAt !== undefined,
  };
}

/** How many changes wait for somebody to look at them; what was put away waits no more. */
export function countToSettle(items: readonly NotAcceptedItem[]): number {
  return changesNotAccepted(items).filter(({ isPutAway }) => !isPutAway).length;
}

/** What a change says of itself: a note on a translation goes with its text and is not told beside it. */
export function toldOperations({ operations }: NotAcceptedChange): readonly StoredOperation[] {
  const told = operations.filter(({ field }) => notedKey(field) === null);
  const [only] = told;
  // That a record is new says nothing beside what it holds.
  if (told.length > 1 && only?.kind === 'create') return told.slice(1);
  return told.length > 0 ? told : operations;
}

/** All texts of a change, to be copied. */
export function wordsOf(change: NotAcceptedChange): string {
  return toldOperations(change)
    .flatMap((operation) => {
      const { value } = operation;
      const ruling = rulingOf(operation);
      if (ruling !== null) return ruling.note === '' ? [] : [ruling.note];
      return value === null ? [] : [typeof value === 'string' ? value : JSON.stringify(value, null, 2)];
    })
    .join('\n\n');
}

/** What of a change may name its record. */
export interface NamedChange {
  readonly operations: readonly Pick<StoredOperation, 'field' | 'value'>[];
}

/** The title that a change gives its record: the name of one that the hub never had. */
export function nameInChange({ operations }: NamedChange): ShownText | null {
  const named = operations.find(({ field, value }) => /^(title|name)(\.|$)/.test(field) && typeof value === 'string');
  if (named === undefined) return null;
  return { text: String(named.value), lang: splitFieldKey(named.field)[1] ?? '' };
}
