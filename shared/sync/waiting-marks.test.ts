import { expect, test } from 'vitest';
import { storedOperation } from '../../test/support/stored-operation.ts';
import type { OperationId } from '../base/ids.ts';
import type { Outcome } from '../protocol/outcome.ts';
import { createMemoryStore } from './memory-store.ts';
import type { NotAccepted } from './ports.ts';
import { marksToOfferAgain, notAcceptedNow } from './waiting-marks.ts';

const arrival = storedOperation(2);
const to = { scope: storedOperation(7).scope, record: storedOperation(7).record };
const mark = storedOperation(4, { kind: 'move', field: '@exists', value: { to, made: [arrival.id], seen: [] } });
const edit = storedOperation(5);

const store = createMemoryStore();
await store.write({ operations: [arrival, mark, edit] });

/** What the hub said of these: that they wait. */
const waitingFor = (...waiting: OperationId[]): ReadonlyMap<OperationId, NotAccepted> =>
  new Map(waiting.map((id) => [id, { id, outcome: { kind: 'needs-newer-hub', id }, at: 1 }]));

const held = (id: OperationId): Outcome => ({ kind: 'quarantined', id, reason: 'no-grant-in-scope', owner: 'steward' });

test('[MV5] a mark that waits at the hub is offered again when what it names is held or refused, and not before', async () => {
  const again = (outcome: Outcome, waiting = waitingFor(mark.id, edit.id)) =>
    marksToOfferAgain(store, waiting, [outcome]);
  expect(await again(held(arrival.id))).toEqual([mark.id]);
  expect(await again({ kind: 'refused', id: arrival.id, reason: 'returned' })).toEqual([mark.id]);
  expect(await again({ kind: 'accepted', id: arrival.id, seq: 3 })).toEqual([]);
  expect(await again(held(edit.id))).toEqual([]);
  expect(await again(held(arrival.id), waitingFor(edit.id))).toEqual([]);
});

test('[MV5] of a mark that waits this device says itself what is missing, also where an older hub does not', () => {
  const said = (isHere: boolean) =>
    notAcceptedNow(mark, { outcome: { kind: 'needs-newer-hub', id: mark.id }, at: 1 }, () => isHere);
  expect(said(false)).toMatchObject({ isApart: true, outcome: { reason: 'move-incomplete' } });
  expect(said(true)).toEqual({ id: mark.id, outcome: { kind: 'needs-newer-hub', id: mark.id }, at: 1 });
});
