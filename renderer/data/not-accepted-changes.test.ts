import { expect, test } from 'vitest';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import {
  changesNotAccepted,
  type NotAcceptedItem,
  nameInChange,
  toldOperations,
  wordsOf,
} from './not-accepted-changes.ts';

let made = 0;
function item(more: Partial<StoredOperation>, rest: Partial<NotAcceptedItem> = {}): NotAcceptedItem {
  made += 1;
  const id = `op${made}`;
  const operation: StoredOperation = {
    ...{ id, kind: 'set', scope: 's', type: 'playbook', record: 'r', field: 'title.ar', value: 'طوق', supersedes: [] },
    ...{ tx: 't', lamport: made, wall: made, schema: 1, seq: null },
    origin: { author: 'a', device: 'd', incarnation: 'i' },
    ...more,
  };
  return { id, at: made, outcome: { kind: 'refused', id, reason: 'returned' }, operation, ...rest };
}
const created = () => item({ kind: 'create', field: '@exists', value: null });

test('what one action did to one record is one change, its creation first; the newest answer leads', () => {
  const [title, creation, other] = [item({}), created(), item({ tx: 'other' })];
  const changes = changesNotAccepted([title, creation, other]);
  expect(changes.map(({ ids }) => ids)).toEqual([[other.id], [title.id, creation.id]]);
  expect(changes[1]?.operations.map(({ id }) => id)).toEqual([creation.id, title.id]);
});

test('what was answered differently, or put away, stays apart', () => {
  const held = item({});
  const outcome = { kind: 'quarantined', id: held.id, reason: 'role-may-not', owner: 'steward' } as const;
  expect(changesNotAccepted([{ ...held, outcome }, item({}), item({}, { putAwayAt: 1 })])).toHaveLength(3);
});

test('a new record is told by what it holds, and a text without the note on its translation', () => {
  const note = item({ field: 'translation:title.ar', value: { state: 'translated' } });
  const [change] = changesNotAccepted([created(), item({}), note]);
  if (!change) throw new Error('no change');
  expect(toldOperations(change).map(({ field }) => field)).toEqual(['title.ar']);
  expect([wordsOf(change), nameInChange(change)]).toEqual(['طوق', { text: 'طوق', lang: 'ar' }]);
});

test('an operation that is not on this disk any more is still told', () => {
  const [change] = changesNotAccepted([{ ...item({}), operation: null }]);
  expect(change && toldOperations(change)).toEqual([]);
});
