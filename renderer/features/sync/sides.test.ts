import { expect, test } from 'vitest';
import type { Head } from '../../../shared/domain/record-state.ts';
import { sidesOf } from './sides.ts';

const me = { person: 'amina', device: 'sc-01' };
function head(id: string, author: string, value: string, device = 'th-04'): Head {
  return { id, kind: 'set', value, lamport: 1, wall: 1, author, device };
}
const told = (heads: readonly Head[]) => sidesOf(heads, me).map(({ head: { id }, role }) => `${id} ${role}`);

test('what I wrote stands last and is mine, whatever its place among the heads', () => {
  expect(told([head('1', 'amina', 'a'), head('2', 'ruslan', 'b')])).toEqual(['2 theirs', '1 yours']);
});

test('when I wrote on two laptops, mine is the one from this laptop', () => {
  expect(told([head('1', 'amina', 'a', 'sc-01'), head('2', 'amina', 'b')])).toEqual(['2 theirs', '1 yours']);
});

test('between two others nothing is mine: the value shown so far stands last', () => {
  expect(told([head('1', 'ruslan', 'a'), head('2', 'marisol', 'b')])).toEqual(['2 other', '1 shown']);
});

test('equal values are one', () => {
  expect(told([head('1', 'ruslan', 'a'), head('2', 'amina', 'b'), head('3', 'marisol', 'a')])).toEqual([
    '1 theirs',
    '2 yours',
  ]);
});
