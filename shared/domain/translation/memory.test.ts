import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory, type MemoryEntry } from './memory.ts';

const entry = (unit: string, source: string, target = `t-${unit}`): MemoryEntry => ({
  unit,
  source,
  target,
  record: `record-${unit}`,
});
function memoryOf(entries: readonly MemoryEntry[]) {
  const memory = createMemory();
  for (const each of entries) memory.put(each.record, [each]);
  return memory;
}
const found = (entries: MemoryEntry[], source: string) =>
  memoryOf(entries)
    .find(source, 'me')
    .map(({ entry: { unit }, score }) => [unit, score]);

test('the same text is found whole, the same words with other marks nearly, others by likeness', () => {
  const entries = [
    entry('a', 'Clear 100 m for a red bag'),
    entry('b', 'Clear 100 m for a bag'),
    entry('c', 'clear 100 m for a bag.'),
    entry('d', 'Inform the prosecutor.'),
  ];
  const [best, next, third, ...rest] = found(entries, 'Clear 100 m for a bag');
  expect([best, next]).toEqual([
    ['b', 100],
    ['c', 99],
  ]);
  expect(third?.[0]).toBe('a');
  expect(third?.[1]).toBeLessThan(99);
  expect(rest).toEqual([]);
});

test('a unit does not find itself, and one translation is offered once', () => {
  const entries = [
    entry('me', 'Lift the cordon'),
    entry('x', 'Lift the cordon', 'y'),
    entry('z', 'Lift the cordon', 'y'),
  ];
  expect(found(entries, 'Lift the cordon')).toEqual([['x', 100]]);
});

test('Chinese texts are compared by characters', () => {
  expect(found([entry('a', '设置警戒线')], '撤除警戒线')).toEqual([['a', 60]]);
});

test('scores are percentages, never 100 for another text, the best first, and a copy is always found', () => {
  const texts = fc.array(fc.constantFrom('clear', 'the', 'area', '100', 'm', 'call', 'officer'), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 30 }), texts, (sources, wanted) => {
      const entries = sources.map((words, place) => entry(String(place), words.join(' ')));
      const text = wanted.join(' ');
      const matches = memoryOf(entries).find(text, 'me');
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const { entry: match, score } of matches) expect(score === 100).toBe(match.source === text);
      if (entries.some(({ source }) => source === text)) expect(scores[0]).toBe(100);
    }),
  );
});

test('what a record said before is forgotten, however often it changes: as if all had been read at once', () => {
  const words = fc.array(fc.constantFrom('clear', 'the', 'area', '100', 'm'), { minLength: 1, maxLength: 4 });
  const change = fc.record({ record: fc.constantFrom('a', 'b', 'c'), texts: fc.array(words, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), words, (changes, wanted) => {
      const kept = createMemory();
      const last = new Map<string, MemoryEntry[]>();
      for (const { record, texts } of changes) {
        const entries = texts.map((text, at) => ({ ...entry(`${record}${at}`, text.join(' ')), record }));
        kept.put(record, entries);
        last.set(record, entries);
      }
      const anew = createMemory();
      for (const [record, entries] of last) anew.put(record, entries);
      expect(kept.find(wanted.join(' '), 'me')).toEqual(anew.find(wanted.join(' '), 'me'));
    }),
  );
});
