import { expect, test } from 'vitest';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { MemoryIndex } from './memory-index.ts';
import { type TranslatedRecord, translatedRecord } from './translated-record.ts';

/** Records whose units tell when they are read: that is what indexing costs. */
async function records(count: number) {
  const read: string[] = [];
  const make = async (id: string, text: string): Promise<TranslatedRecord> => {
    const engine = createFakeLiveEngine();
    const made = createRecord(playbook, { scope: 's', id }, { title: { en: text, ar: `ar ${text}` } });
    if (made.ok) engine.receive('somebody', made.value);
    const [state] = await engine.open([id]);
    if (state === undefined) throw new Error('nothing made');
    const record = translatedRecord(viewOf(playbook, state) as unknown as RecordView, []);
    return Object.defineProperty({ ...record }, 'units', {
      get() {
        read.push(id);
        return record.units;
      },
    });
  };
  const all = await Promise.all(Array.from({ length: count }, (_, at) => make(`p${at}`, `Hold the cordon ${at}`)));
  return { all, read, make };
}

test('after one change one record is indexed again, and the memory says what stands now', async () => {
  const { all, read, make } = await records(20);
  const index = new MemoryIndex('en', 'ar');
  index.over(all);
  expect(read).toHaveLength(20);
  read.length = 0;
  const changed = [...all.slice(0, 4), await make('p4', 'Inform the prosecutor'), ...all.slice(5)];
  const memory = index.over(changed);
  expect(read).toEqual(['p4']);
  expect(memory.find('Inform the prosecutor', 'me').map(({ entry }) => entry.target)).toEqual([
    'ar Inform the prosecutor',
  ]);
  expect(memory.find('Hold the cordon 4', 'me').filter(({ score }) => score === 100)).toEqual([]);
  index.over(changed);
  expect(read).toEqual(['p4']);
});

test('parts of the library are indexed as they come, and what is gone is offered no more', async () => {
  const { all, read } = await records(6);
  const index = new MemoryIndex('en', 'ar');
  index.over(all.slice(0, 2));
  index.over(all);
  expect(read).toEqual(all.map(({ root }) => root.id));
  const left = index.over(all.slice(1)).find('Hold the cordon 0', 'me');
  expect(left.some(({ score }) => score === 100)).toBe(false);
});
