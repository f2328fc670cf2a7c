import { expect, test } from 'vitest';
import { eachOnce, latestAnswer } from './remember.ts';

test('what is made of an object is made once, wherever it stands in a list and whatever else does', () => {
  const made: string[] = [];
  const read = eachOnce(({ name }: { readonly name: string }) => {
    made.push(name);
    return { said: name };
  });
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
  const before = read([a, b]);
  const after = read([c, b, { name: 'a' }]);
  expect(after).toEqual([{ said: 'c' }, { said: 'b' }, { said: 'a' }]);
  expect(after[1]).toBe(before[1]);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('an answer is given again to the very same question, and to no other', () => {
  let asked = 0;
  const sum = latestAnswer((list: readonly number[], more: number) => {
    asked += 1;
    return list.reduce((all, one) => all + one, more);
  });
  const list = [1, 2];
  expect([sum(list, 1), sum(list, 1), sum([1, 2], 1), sum(list, 2), sum(list, 1)]).toEqual([4, 4, 4, 5, 4]);
  expect(asked).toBe(4);
});
