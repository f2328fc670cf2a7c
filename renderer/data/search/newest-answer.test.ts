import { expect, test } from 'vitest';
import { createNewestAnswer } from './newest-answer.ts';

test('an answer is shown while its question stands, however often that is asked again, and never after a later one', () => {
  const answers = createNewestAnswer();
  const [first, second, third] = [answers.ask(['x', 6]), answers.ask(['x', 6]), answers.ask(['x', 6])];
  expect(first()).toBe(true);
  expect(third()).toBe(true);
  expect(second()).toBe(false);
  const other = answers.ask(['x', 7]);
  expect(third()).toBe(false);
  // The same words once more are another question when others stood between them.
  const again = answers.ask(['x', 6]);
  expect([other(), first(), again()]).toEqual([false, false, true]);
});
