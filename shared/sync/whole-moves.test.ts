import { expect, test } from 'vitest';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { inWholeMoves, wholeActions } from './whole-moves.ts';

const tx = storedOperation(9).tx;
const alone = [storedOperation(1), storedOperation(5)] as const;
const arrival = storedOperation(2, { tx, kind: 'create', field: '@exists', value: null });
const mark = storedOperation(4, { tx, kind: 'move', field: '@exists' });
const outbox = [alone[0], arrival, alone[1], mark];

test('[MV5] what is moved stands together at its first place, everything else alone', () => {
  expect(inWholeMoves(outbox, () => true)).toEqual([[alone[0]], [arrival, mark], [alone[1]]]);
});

test('[MV5] a move of which a part may not go now stays whole, and holds up nothing else', () => {
  expect(inWholeMoves(outbox, ({ id }) => id !== arrival.id)).toEqual([[alone[0]], [alone[1]]]);
  expect(inWholeMoves(outbox, ({ id }) => id !== alone[0].id)).toEqual([[arrival, mark], [alone[1]]]);
});

test('[MV5] an action that may go on behind what was read waits for it; one that is larger is read whole', async () => {
  const never = async () => Promise.reject(new Error('not asked for'));
  expect(await wholeActions(outbox.slice(0, 2), never)).toEqual([alone[0]]);
  expect(await wholeActions([arrival, mark], async () => outbox)).toEqual(outbox);
});
