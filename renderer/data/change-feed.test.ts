import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeLiveEngine } from '../../test/support/fake-live-engine.ts';
import { followChanges } from './change-feed.ts';
import { recordKeys } from './record-queries.ts';
import { watchSaves } from './watch-saves.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** An engine that answers saves when told, and which queries are out of date. */
function setUp() {
  const engine = createFakeLiveEngine();
  let tell: Parameters<typeof engine.onChange>[0] = () => {};
  let answer = () => {};
  engine.onChange = (listener) => {
    tell = listener;
    return () => {};
  };
  engine.apply = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ok: true, value: { tx: 't', operations: ['o'] } });
    });
  const client = new QueryClient();
  const keys = {
    record: recordKeys.record('r'),
    list: recordKeys.list({ type: 'playbook' }),
    board: [...recordKeys.counted, 'playbooks.review'],
    status: recordKeys.status,
  };
  for (const key of Object.values(keys)) client.setQueryData(key, 'old');
  const watched = watchSaves(engine);
  followChanges(client, watched, { playbook: [keys.board] });
  return {
    save: () => void watched.apply('p', []),
    answer: () => answer(),
    change: () => tell({ types: ['playbook'], records: ['r'], status: true }),
    outdated: () =>
      Object.entries(keys).flatMap(([name, key]) => (client.getQueryState(key)?.isInvalidated ? [name] : [])),
    seen: () => {
      for (const key of Object.values(keys)) client.setQueryData(key, 'new');
    },
  };
}

test('after a change open records and lists are read at once, then what is counted, then figures', async () => {
  const { change, outdated } = setUp();
  change();
  await pass(1);
  expect(outdated()).toEqual(['record', 'list']);
  await pass(150);
  expect(outdated()).toEqual(['record', 'list', 'board']);
  await pass(100);
  expect(outdated()).toEqual(['record', 'list', 'board', 'status']);
});

test('who waits for a save is answered before lists are drawn anew for the change before it', async () => {
  const { save, answer, change, outdated } = setUp();
  change();
  save();
  await pass(20);
  expect(outdated()).toEqual(['record']);
  answer();
  await pass(0);
  expect(outdated()).toEqual(['record', 'list']);
});

test('a save that is not answered holds nothing up for long', async () => {
  const { save, change, outdated } = setUp();
  save();
  change();
  await pass(110);
  expect(outdated()).toEqual(['record', 'list']);
  await pass(1_000);
  expect(outdated()).toEqual(['record', 'list', 'board', 'status']);
});

test('of a series of changes lists are drawn in pieces, and the last one is among them', async () => {
  const { change, outdated, seen } = setUp();
  const drawn: number[] = [];
  for (let at = 0; at < 600; at += 10) {
    if (at < 400) change();
    await pass(10);
    if (outdated().includes('list')) drawn.push(at);
    seen();
  }
  expect(drawn).toEqual([0, 150, 300, 450]);
});
