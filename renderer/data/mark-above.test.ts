import { expect, test } from 'vitest';
import { attachment } from '../../shared/domain/attachment.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { run } from '../../shared/domain/run.ts';
import { markAbove, markAmong, openMarks } from './mark-above.ts';

const state = (id: string, type: string, values: Readonly<Record<string, readonly string[]>>) =>
  ({
    ...{ id, type, scope: 's', missing: [] },
    fields: Object.fromEntries(Object.entries(values).map(([key, said]) => [key, said.map((value) => ({ value }))])),
  }) as unknown as RecordState;

const engineOf = (...states: readonly RecordState[]) => ({
  open: async (ids: readonly string[]) => states.filter(({ id }) => ids.includes(id)),
});

test('[SH7] a file has the mark of the nearest record that it belongs to, the stricter one where two disagree', async () => {
  const book = state('book', 'playbook', { marking: ['TLP:GREEN', 'TLP:RED', 'nonsense'] });
  const engine = engineOf(
    state('photo', attachment.type, { owner: ['run'] }),
    state('run', run.type, { playbook: ['book'] }),
    book,
  );
  expect(await markAbove(engine, 'photo')).toBe('TLP:RED');
  expect(await markAbove(engine, 'book')).toBe('TLP:RED');
  // A record that is not here says nothing, and a ring ends.
  expect(await markAbove(engineOf(state('photo', attachment.type, { owner: ['gone'] })), 'photo')).toBeNull();
  const ring = engineOf(state('a', attachment.type, { owner: ['b'] }), state('b', attachment.type, { owner: ['a'] }));
  expect(await markAbove(ring, 'a')).toBeNull();
});

test('marks of many records are read level by level, each record once', async () => {
  const all = [
    state('book', 'playbook', { marking: ['TLP:RED'] }),
    state('run', run.type, { playbook: ['book'] }),
    ...['a', 'b'].map((id) => state(id, attachment.type, { owner: ['run'] })),
    state('lost', attachment.type, { owner: ['gone'] }),
  ];
  const asked: (readonly string[])[] = [];
  const engine = {
    open: async (ids: readonly string[]) => {
      asked.push(ids);
      return all.filter(({ id }) => ids.includes(id));
    },
  };
  const open = new Map(all.slice(2).map((one) => [one.id, one]));
  await openMarks(engine, open, [...open.keys()]);
  expect(asked).toEqual([['run', 'gone'], ['book']]);
  expect(['a', 'b', 'lost'].map((id) => markAmong(open, id))).toEqual(['TLP:RED', 'TLP:RED', null]);
});
