import { expect, test } from 'vitest';
import { meetingOf } from './meeting.ts';

test('one has its turn after the other, and what follows begins when all are there who did not leave', async () => {
  const said: string[] = [];
  const work = async (name: string, place: ReturnType<typeof meetingOf>[number], fails = false) => {
    await place.turn();
    said.push(`${name} prepares`);
    await Promise.resolve();
    if (fails) return place.leave();
    await place.arrive();
    said.push(`${name} goes`);
    place.leave();
  };
  const [a, b, c] = meetingOf(3) as [never, never, never];
  await Promise.all([work('c', c), work('b', b, true), work('a', a)]);
  expect(said).toEqual([
    'a prepares',
    'b prepares',
    'c prepares',
    expect.stringMatching(/goes/),
    expect.stringMatching(/goes/),
  ]);
});
