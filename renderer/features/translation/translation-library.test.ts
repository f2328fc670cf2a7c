import { expect, test } from 'vitest';
import type { RecordId } from '../../../shared/base/ids.ts';
import { createRecord, deleteRecord } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { createFakeLiveEngine, type FakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { writeElsewhere } from '../../../test/support/write-elsewhere.ts';
import { type LibraryReading, TranslationLibrary } from './translation-library.ts';

const scope = '0190f000-0000-7000-8000-0000000000aa';
const nobodyHears = () => undefined;

/** An engine that tells how many records were opened. */
function counting() {
  const engine = createFakeLiveEngine();
  const opened: RecordId[] = [];
  const open = engine.open.bind(engine);
  const watched: FakeLiveEngine = Object.assign(engine, {
    open: async (ids: readonly RecordId[]) => {
      opened.push(...ids);
      return open(ids);
    },
  });
  return { engine: watched, opened };
}

function put(engine: FakeLiveEngine, id: string, parts: number): void {
  const made = [
    createRecord(playbook, { scope, id }, { title: { en: `Playbook ${id}` } }),
    ...Array.from({ length: parts }, (_, at) =>
      createRecord(step, { scope, id: `${id}.${at}` }, { playbook: id, kind: 'action', name: { en: `Step ${at}` } }),
    ),
  ];
  for (const one of made) if (one.ok) engine.receive('somebody', one.value);
}

async function remove(engine: FakeLiveEngine, id: string): Promise<void> {
  const [state] = await engine.open([id]);
  const gone = state && deleteRecord(playbook, state);
  if (!gone?.ok) throw new Error('not deleted');
  engine.receive('somebody', gone.value);
}

function filled(roots: number, parts: number) {
  const { engine, opened } = counting();
  for (let at = 0; at < roots; at += 1) put(engine, `p${at}`, parts);
  return { engine, opened, library: new TranslationLibrary(engine) };
}

const unitsIn = ({ records }: LibraryReading, id: string) => records.find(({ root }) => root.id === id)?.units.length;

test('the first rows are there before a tenth of the library was opened, and each is counted whole', async () => {
  const { library, opened } = filled(150, 10);
  const heard: { readonly part: LibraryReading; readonly opened: number }[] = [];
  const last = await library.read((part) => heard.push({ part, opened: opened.length }));
  const [first] = heard;
  expect(first?.part).toMatchObject({ read: first?.part.records.length, total: 150 });
  expect(first?.opened).toBeLessThanOrEqual(165);
  for (const { part } of heard) for (const { units } of part.records) expect(units).toHaveLength(11);
  expect(heard.map(({ part }) => part.read)).toEqual(heard.map(({ part }) => part.read).sort((a, b) => a - b));
  expect(last).toMatchObject({ read: 150, total: 150 });
  expect(last.records).toHaveLength(150);
  expect(opened).toHaveLength(150 * 11);
});

test('after a change only the changed record is opened, and the others are the same objects', async () => {
  const { library, opened, engine } = filled(12, 3);
  const before = await library.read(nobodyHears);
  await writeElsewhere(engine, 'p3.1', { 'name.fr': 'Pas' });
  opened.length = 0;
  const after = await library.read(nobodyHears);
  expect(opened).toEqual(['p3.1']);
  const others = after.records.filter((record) => !before.records.includes(record));
  expect(others.map(({ root }) => root.id)).toEqual(['p3']);
  expect(others[0]?.progress['fr']?.translated).toBe(1);
});

test('what changes while everything is read is in the same answer', async () => {
  const { library, engine } = filled(150, 3);
  let isChanged = false;
  const reading = await library.read((part) => {
    if (isChanged) return;
    isChanged = true;
    put(engine, 'late', 2);
    expect(unitsIn(part, 'late')).toBeUndefined();
  });
  expect([isChanged, unitsIn(reading, 'late'), reading.total]).toEqual([true, 3, 151]);
});

test('a root that goes leaves its parts, and one that comes takes them in', async () => {
  const { library, engine } = filled(1, 2);
  await library.read(nobodyHears);
  await remove(engine, 'p0');
  const alone = await library.read(nobodyHears);
  expect(alone.records.map(({ root }) => root.id).sort()).toEqual(['p0.0', 'p0.1']);
  const made = createRecord(step, { scope, id: 'q.0' }, { playbook: 'q', kind: 'action', name: { en: 'Early' } });
  if (made.ok) engine.receive('somebody', made.value);
  expect(unitsIn(await library.read(nobodyHears), 'q.0')).toBe(1);
  put(engine, 'q', 1);
  const together = await library.read(nobodyHears);
  expect([unitsIn(together, 'q'), unitsIn(together, 'q.0')]).toEqual([2, undefined]);
});

test('after a failure everything is read again, and nothing of the half is left', async () => {
  const { library, engine } = filled(150, 3);
  put(engine, 'going', 0);
  const { open } = engine;
  let calls = 0;
  engine.open = async (ids) => {
    calls += 1;
    if (calls === 2) throw new Error('the disk is away');
    return open(ids);
  };
  await expect(library.read(nobodyHears)).rejects.toThrow('the disk is away');
  await remove(engine, 'going');
  expect((await library.read(nobodyHears)).records).toHaveLength(150);
});
