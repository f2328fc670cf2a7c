import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, keyAfterMove, keyAtEnd, type Ordered } from './order-keys.ts';

const names = (items: readonly Ordered[]) => inOrder(items).map(({ id }) => id);

function listOf(count: number): Ordered[] {
  const items: Ordered[] = [];
  for (let at = 0; at < count; at += 1) items.push({ id: `i${at}`, order: keyAtEnd(items) });
  return items;
}

test('a move up or down changes place with the neighbour and leaves the others as they are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.tuple(fc.nat(11), fc.constantFrom(-1 as const, 1 as const)), { maxLength: 40 }),
      (count, moves) => {
        let items = listOf(count);
        const expected = names(items);
        for (const [nth, by] of moves) {
          const id = `i${nth % count}`;
          const at = expected.indexOf(id);
          const order = keyAfterMove(items, id, by);
          expect(order === null).toBe(expected[at + by] === undefined);
          if (order === null) continue;
          items = items.map((item) => (item.id === id ? { ...item, order } : item));
          [expected[at], expected[at + by]] = [expected[at + by] as string, id];
          expect(names(items)).toEqual(expected);
        }
      },
    ),
  );
});

test('what two laptops put in one place is passed as one', () => {
  const twins = [
    { id: 'a', order: 'a0' },
    { id: 'b', order: 'a0' },
    { id: 'c', order: 'a1' },
  ];
  const moved = keyAfterMove(twins, 'c', -1);
  expect(
    names([
      { id: 'a', order: 'a0' },
      { id: 'b', order: 'a0' },
      { id: 'c', order: moved ?? '' },
    ]),
  ).toEqual(['c', 'a', 'b']);
  expect(keyAfterMove(twins, 'nobody', 1)).toBeNull();
});

test('keys of other programs sort, and nothing breaks over them', () => {
  const foreign = [{ id: 'x', order: '!!' }, { id: 'y', order: '~' }, { id: 'z' }];
  expect(names(foreign)).toEqual(['x', 'y', 'z']);
  expect(typeof keyAtEnd(foreign)).toBe('string');
  expect(typeof keyAfterMove(foreign, 'x', 1)).toBe('string');
});
