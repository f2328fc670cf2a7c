import { sha256 } from '@noble/hashes/sha2.js';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import { unhurried } from '../../shared/base/pieces.ts';
import { decision } from '../../shared/domain/decision.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { importLibrary } from '../../shared/domain/exchange/import-library.ts';
import { readLibrary } from '../../shared/domain/exchange/read-library.ts';
import { draftsOfOriginal } from '../../shared/domain/original-file.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { step } from '../../shared/domain/step.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { seeded } from '../sim/seeded.ts';
import type { EngineLife } from '../support/engine-life.ts';
import { scopeA, scopeB, uuidNumbered } from '../support/network.ts';
import {
  apply,
  author,
  emptyDevice,
  everythingOf,
  exported,
  imported,
  opened,
  planned,
  shown,
} from './exchange-world.ts';

const id = (number: number) => uuidNumbered(0x22, number);

function made(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const place = (number: number) => ({ scope: scopeA, id: id(number) });
const original = utf8('the file as it came'.repeat(20_000));

/** A playbook with a step and its original, a run, a course with a session under TLP:RED and somebody on its roster. */
async function filledDevice(): Promise<EngineLife> {
  const life = await emptyDevice();
  const kept = await life.engine.keepChunks(original);
  if (!kept.ok) throw new Error(kept.failure.kind);
  await apply(life, [
    ...made(
      createRecord(playbook, place(1), {
        title: { en: 'Vehicle left at a crossing', ar: 'مركبة متروكة' },
        reference: 'PB-0142',
        language: 'en',
        marking: 'TLP:AMBER',
      }),
    ),
    ...made(createRecord(step, place(2), { playbook: id(1), name: { en: 'Cordon' }, kind: 'action', order: 'a0' })),
    ...draftsOfOriginal({
      ...place(3),
      owner: id(1),
      name: 'as it came.json',
      mediaType: 'application/json',
      bytes: original,
      chunks: kept.value,
    }),
    ...made(createRecord(run, place(4), { playbook: id(1), playbookTitle: 'Vehicle *left*', startedAt: 1_000 })),
    ...made(createRecord(runEvent, place(5), { run: id(4), step: id(2), kind: 'note', at: 2_000, text: '# Two men' })),
    ...made(
      createRecord(course, place(6), {
        title: { en: 'Evidence' },
        language: 'en',
        playbooks: [id(1)],
        marking: 'TLP:GREEN',
      }),
    ),
    ...made(createRecord(session, place(7), { course: id(6), place: 'Quay Street', marking: 'TLP:RED' })),
    ...made(createRecord(person, place(8), { name: '=HYPERLINK("x")', organisation: 'Tolmara' })),
    ...made(createRecord(enrolment, place(9), { session: id(7), person: id(8), status: 'enrolled' })),
  ]);
  return life;
}

const textsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, each]) => [path, strFromU8(each)]));

test('a library holds each record in its open forms, and a table of each type read from its declaration', async () => {
  const { bytes, manifest } = await exported(await filledDevice());
  const files = textsOf(bytes);
  expect(Object.keys(files).sort()).toEqual([
    'README.txt',
    'everything.json',
    `files/${id(3)}`,
    'manifest.json',
    `playbooks/PB-0142-${id(1).slice(-12)}.json`,
    `run/${id(4)}.md`,
    ...['attachment', 'course', 'enrolment', 'person', 'playbook', 'run-event', 'run', 'session', 'step'].map(
      (type) => `tables/${type}.csv`,
    ),
  ]);
  expect(JSON.parse(files[`playbooks/PB-0142-${id(1).slice(-12)}.json`] ?? '')).toMatchObject({ type: 'playbook' });
  expect(JSON.parse(files['everything.json'] ?? '')).toMatchObject({ format: 'waypost-library', version: 1 });
  expect(files['tables/enrolment.csv']).toContain(`,Quay Street,${id(8)},`);
  expect(files['tables/person.csv']).toContain(`"'=HYPERLINK(""x"")"`);
  expect(files['tables/playbook.csv']).toContain('title.ar,title.en');
  const document = files[`run/${id(4)}.md`] ?? '';
  expect(document).toContain('# Run: Vehicle \\*left\\*');
  expect(document).toContain('- **Step:** Cordon');
  expect(document).toContain('- **Text:** \\# Two men');
  expect(files[`files/${id(3)}`]).toBe(strFromU8(original));
  expect(manifest.records).toBe(9);
  expect(files['README.txt']).toContain('Written 2026-11-26T08:00:00.000Z by Ines (Sorrel Coast)');
});

test('a course still names the playbook that it teaches in the network it came to', async () => {
  const here = await emptyDevice();
  await imported(here, (await exported(await filledDevice())).bytes);
  const [course] = await here.engine.list({ type: 'course' });
  const [playbook] = await here.engine.list({ type: 'playbook' });
  expect(playbook?.values['reference']).toBe('PB-0142');
  expect(course?.values['playbooks']).toEqual([playbook?.id]);
});

test('what is above the chosen mark stays, with all that belongs to it, and the manifest says so', async () => {
  const there = await filledDevice();
  const { bytes, manifest, plan } = await exported(there, { ...everythingOf, highest: 'TLP:AMBER+STRICT' });
  expect(plan.withheld).toBe(2);
  expect(manifest.withheld).toEqual([
    { type: 'enrolment', mark: 'TLP:RED', reason: 'marking', records: 1 },
    { type: 'session', mark: 'TLP:RED', reason: 'marking', records: 1 },
  ]);
  expect(JSON.stringify(textsOf(bytes))).not.toContain('Quay Street');
});

test('what the person may not read and what is deleted stays', async () => {
  const there = await filledDevice();
  const [state] = await there.engine.open([id(6)]);
  if (state === undefined) throw new Error('gone');
  await apply(there, [
    {
      ...{ scope: scopeA, type: 'course', record: id(6) },
      kind: 'delete',
      field: '@exists',
      value: {
        seen: Object.values(state.fields)
          .flat()
          .map((head) => head.id),
      },
      supersedes: state.fields['@exists']?.map((head) => head.id) ?? [],
    },
  ]);
  const { manifest } = await exported(there, {
    ...everythingOf,
    withDeleted: false,
    // Of a person nothing at all.
    grants: everythingOf.grants.map((grant) => ({
      ...grant,
      kinds: ['playbook', 'run', 'course', 'exercise', 'review', 'session'],
    })),
  });
  expect(manifest.withheld).toEqual([
    { type: 'course', mark: 'TLP:GREEN', reason: 'deleted', records: 1 },
    { type: 'person', mark: 'none', reason: 'not-allowed', records: 1 },
  ]);
});

test('attachments arrive byte for byte, and authors and times are kept in a note', async () => {
  const there = await filledDevice();
  const here = await emptyDevice();
  const { bytes } = await exported(there);
  await imported(here, bytes);
  const [state] = await here.engine.open([id(3)]);
  const chunks = String(state?.fields['chunks']?.[0]?.value).split(' ');
  expect(chunks.length).toBe(2);
  for (const hash of chunks) expect(await here.engine.chunk(hash)).toEqual(await there.engine.chunk(hash));
  const [note] = await here.engine.list({ type: 'library-import' });
  expect(note?.values).toMatchObject({ by: 'Ines', network: 'Test network', exportedBy: 'Ines', records: 9 });
  const [authors] = await here.engine.list({ type: 'attachment', parent: note?.id ?? '' });
  const [kept] = await here.engine.open([authors?.id ?? '']);
  const zip = await here.engine.chunk(String(kept?.fields['chunks']?.[0]?.value));
  const file = JSON.parse(textsOf(zip ?? new Uint8Array())['authors.json'] ?? '') as {
    records: { id: string; fields: { field: string; values: { author: string }[] }[] }[];
  };
  const title = file.records.find((each) => each.id === id(1))?.fields.find(({ field }) => field === 'title.en');
  expect(title?.values[0]?.author).toBe(author);
});

test('decisions leave with the rest, and are left out where they come in: they count at their own hub', async () => {
  const there = await filledDevice();
  await apply(there, made(createRecord(decision, place(40), { ruling: { outcome: 'returned' } })));
  const here = await emptyDevice();
  const { bytes } = await exported(there);
  const plan = await planned(here, await opened(bytes));
  expect([plan.obstacles, plan.leftOut.map(({ type, verdict }) => [type, verdict])]).toEqual([
    [],
    [['decision', 'of-its-hub']],
  ]);
  await imported(here, bytes);
  expect(await here.engine.list({ type: 'decision' })).toEqual([]);
  expect(await here.engine.list({ type: 'playbook' })).toHaveLength(1);
});

test('a scope of the file may go into another one here', async () => {
  const there = await filledDevice();
  const here = await emptyDevice();
  const { bytes } = await exported(there);
  await imported(here, bytes, new Map([[scopeA, scopeB]]));
  const moved = (await shown(there)).map((each) => ({ ...each, scope: scopeB }));
  expect(await shown(here)).toEqual(moved);
});

test('nothing is imported where the same ids hold something else, and it is said what', async () => {
  const there = await filledDevice();
  const here = await emptyDevice();
  const { bytes } = await exported(there);
  await imported(here, bytes);
  const [state] = await here.engine.open([id(1)]);
  if (state === undefined) throw new Error('gone');
  await apply(here, made(setFields(playbook, state, { 'title.en': 'Lorry left at a crossing' })) as OperationDraft[]);
  const before = await shown(here);
  const { plan, done } = await imported(here, bytes);
  expect(done).toEqual({ ok: false, failure: { kind: 'library-obstructed' } });
  expect(plan.obstacles).toEqual([
    { id: id(1), type: 'playbook', label: 'Vehicle left at a crossing', verdict: 'differs', fields: ['title.en'] },
  ]);
  expect(await shown(here)).toEqual(before);
});

test('nothing is imported by somebody who may not, or into a scope that nobody named', async () => {
  const { bytes } = await exported(await filledDevice());
  const guest = await emptyDevice(['guest']);
  const { done, plan } = await imported(guest, bytes);
  expect(done.ok).toBe(false);
  expect(new Set(plan.obstacles.map(({ verdict }) => verdict))).toEqual(new Set(['not-allowed']));
  const nowhere = await planned(await emptyDevice(), await opened(bytes), new Map());
  expect(nowhere.counts.get('playbook')).toEqual({ 'no-scope': 1 });
});

test('an import that is stopped leaves whole record sets, and the same file goes on from there', async () => {
  const there = await emptyDevice();
  for (let n = 0; n < 40; n += 1) {
    const steps = Array.from({ length: 20 }, (_, at) =>
      made(createRecord(step, place(1_000 + n * 20 + at), { playbook: id(100 + n), name: { en: `Step ${at}` } })),
    );
    await apply(there, [...made(createRecord(playbook, place(100 + n), { title: { en: `P ${n}` } })), ...steps.flat()]);
  }
  const { bytes } = await exported(there);
  const here = await emptyDevice();
  const library = await opened(bytes);
  let saved = 0;
  const stopped = await importLibrary({
    port: here.engine,
    library,
    plan: await planned(here, library),
    by: { person: author, name: 'Ines' },
    clock: here.clock,
    random: seeded(9),
    pieces: { ...unhurried, isStopped: () => saved > 0 },
    onProgress: (done) => {
      saved = done;
    },
  });
  expect(stopped).toMatchObject({ ok: true, value: { saved, total: 840, isStopped: true } });
  const playbooks = await here.engine.list({ type: 'playbook' });
  expect(playbooks.length).toBeGreaterThan(0);
  expect(playbooks.length).toBeLessThan(40);
  for (const entry of playbooks) {
    expect(await here.engine.list({ type: 'step', parent: entry.id })).toHaveLength(20);
  }
  await imported(here, bytes);
  expect(await shown(here)).toEqual(await shown(there));
});

/** The file with one of its files changed, its hash in the manifest right again when asked. */
function meddled(bytes: Uint8Array, path: string, change: (text: string) => string, isVouched = true): Uint8Array {
  const files = unzipSync(bytes);
  files[path] = utf8(change(strFromU8(files[path] ?? new Uint8Array())));
  const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as {
    files: { path: string; size: number; sha256: string }[];
  };
  for (const each of manifest.files) {
    if (each.path !== path || !isVouched) continue;
    each.size = files[path].length;
    each.sha256 = toHex(sha256(files[path]));
  }
  if (path !== 'manifest.json') files['manifest.json'] = utf8(JSON.stringify(manifest));
  return zipSync(files);
}

async function refusal(bytes: Uint8Array, largest?: number) {
  const read = await readLibrary(bytes, unhurried, () => {}, largest);
  return read.ok ? null : read.failure;
}

test('damaged, truncated and foreign files are refused, each with what is wrong', async () => {
  const { bytes } = await exported(await filledDevice());
  expect(await refusal(bytes)).toBeNull();
  expect(await refusal(bytes, 1_000)).toEqual({ kind: 'library-too-large' });
  expect(await refusal(utf8('not a zip'))).toEqual({ kind: 'zip-unreadable', why: 'not-a-zip' });
  expect(await refusal(new Uint8Array())).toEqual({ kind: 'zip-unreadable', why: 'not-a-zip' });
  expect(await refusal(bytes.slice(0, bytes.length / 2))).toEqual({ kind: 'zip-unreadable', why: 'cut-off' });
  expect(await refusal(zipSync({ 'letter.txt': utf8('hello') }))).toEqual({ kind: 'library-foreign' });
  expect(await refusal(zipSync({ 'manifest.json': utf8('{"format":"other"}') }))).toEqual({ kind: 'library-foreign' });
  expect(
    await refusal(meddled(bytes, 'manifest.json', (text) => text.replace('"version": 1', '"version": 4'))),
  ).toEqual({ kind: 'library-newer', version: 4 });
  expect(await refusal(meddled(bytes, 'everything.json', (text) => text.replace('Cordon', 'Condor'), false))).toEqual({
    kind: 'library-damaged',
    path: 'everything.json',
  });
  expect(await refusal(meddled(bytes, `files/${id(3)}`, (text) => `${text}!`, false))).toEqual({
    kind: 'library-damaged',
    path: `files/${id(3)}`,
  });
  const { [`files/${id(3)}`]: _, ...without } = unzipSync(bytes);
  expect(await refusal(zipSync(without))).toEqual({ kind: 'library-damaged', path: `files/${id(3)}` });
  expect(await refusal(zipSync({ ...unzipSync(bytes), 'files/smuggled': utf8('x') }))).toEqual({
    kind: 'library-damaged',
    path: 'files/smuggled',
  });
});

test.each([
  ['a value that no edition writes', (text: string) => text.replace('"TLP:RED"', '"TLP:PINK"')],
  ['a record that is none', (text: string) => text.replace('"kind":"create"', '"kind":"forge"')],
  ['a set on existence', (text: string) => text.replace('"kind":"create"', '"kind":"set"')],
  ['a line that is no JSON', (text: string) => text.replace('{"scope"', '{scope')],
])('%s is refused with its line, whatever the manifest vouches for', async (_, change) => {
  const { bytes } = await exported(await filledDevice());
  expect(await refusal(meddled(bytes, 'everything.json', change))).toMatchObject({ kind: 'library-invalid' });
});

test('no flipped byte goes by unseen or makes the reader throw', async () => {
  const { bytes } = await exported(await filledDevice());
  const whole = await opened(bytes);
  const random = seeded(11);
  for (let n = 0; n < 150; n += 1) {
    const broken = bytes.slice();
    const at = random.below(broken.length);
    broken[at] = (broken[at] ?? 0) ^ (1 << random.below(8));
    const read = await readLibrary(broken, unhurried);
    // A bit may fall where it means nothing, such as the time of a file; then what is read is what was written.
    if (read.ok) expect(read.value.records).toEqual(whole.records);
  }
});

test('what is packed larger than it says is not unpacked', async () => {
  const { bytes } = await exported(await filledDevice());
  const bomb = zipSync({ ...unzipSync(bytes), 'everything.json': new Uint8Array(50_000_000) }, { level: 9 });
  expect(await refusal(bomb)).toEqual({ kind: 'library-damaged', path: 'everything.json' });
});
