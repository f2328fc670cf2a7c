import { expect, test } from 'vitest';
import { corpusFiles } from '../../../test/cacao/corpus.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { setFields } from '../edit.ts';
import { viewOf } from '../view.ts';
import { competency } from './competency.ts';
import { competencyNames } from './competency-names.ts';
import { frameworkFileLimit, readFramework } from './framework-file.ts';
import { draftsOfFramework, filterPlan, isOlder, planFramework } from './plan-framework.ts';

const scope = 'tolmara';
const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (whole: object, name = 'nice.json') => ({ name, bytes: utf8(JSON.stringify(whole, null, 1)) });
const skills = (values: readonly unknown[], version = 1) =>
  file({ name: 'NICE Skills', type: 'nice-framework-skills', version, values });
const skill = (n: number, words: string) => ({ uuid: `u${n}`, value: `${words} - S000${n}`, description: words });

/** An engine on which an import of these files, whole, was saved. */
async function importInto(engine: ReturnType<typeof createFakeLiveEngine>, from: Parameters<typeof readFramework>[0]) {
  const plan = planFramework(readFramework(from).statements, await engine.list({ type: competency.type }), scope);
  const states = new Map((await engine.open(plan.flatMap(({ held }) => held ?? []))).map((state) => [state.id, state]));
  let made = 0;
  const drafts = draftsOfFramework(plan, { scope, states, newId: () => `c${++made}` });
  await engine.apply('trainer', drafts ?? []);
  return plan;
}
const heldOf = async (engine: ReturnType<typeof createFakeLiveEngine>, id = 'c1') => {
  const [state] = await engine.open([id]);
  if (state === undefined) throw new Error('It is not there.');
  return { state, view: viewOf(competency, state) };
};

test('[FW1] a statement keeps its framework, version, short name and identifier; one that was cut off is read whole', () => {
  const words = 'Skill in holding a cordon until it is handed over';
  const cut = { uuid: 'u1', value: 'Skill in holding a cordon - S0001', description: words };
  const titled = { uuid: 'u2', value: 'Triage', description: 'Sorts reports.' };
  const { statements } = readFramework([skills([cut, titled])]);
  expect(statements).toMatchObject([
    { sourceId: 'u1', reference: 'S0001', name: words, description: '', kind: 'skill', edition: '1' },
    { reference: '', name: 'Triage', description: 'Sorts reports.', framework: 'NICE Skills' },
  ]);
});

test('[FW2] entries that say nothing usable are left out with their line, the others are kept', () => {
  const { statements, faults } = readFramework([
    skills([skill(1, 'One'), { value: 'No id' }, { uuid: 'u3' }, 7, skill(1, 'Again'), skill(2, 'x'.repeat(1_001))]),
  ]);
  expect(statements.map(({ name }) => name)).toEqual(['One']);
  expect(faults.map(({ why }) => why)).toEqual(['no-id', 'no-words', 'not-object', 'repeated', 'too-long']);
  expect(faults[0]).toEqual({ file: 'nice.json', why: 'no-id', line: 11 });
});

test('[FW2] a file that is no framework is refused whole, with why and where; the files beside it are read', () => {
  const text = (name: string, bytes: string | Uint8Array) => ({
    name,
    bytes: typeof bytes === 'string' ? utf8(bytes) : bytes,
  });
  const { statements, faults } = readFramework([
    text('broken', '{\n "type": "nice-framework-skills",\n "values": [}'),
    text('other', JSON.stringify({ type: 'exercise-world', values: [skill(1, 'One')] })),
    text('list', '[]'),
    text('empty', ''),
    text('bytes', new Uint8Array([0xff, 0x80, 0x00])),
    text('deep', '['.repeat(5_000)),
    text('large', new Uint8Array(frameworkFileLimit + 1)),
    text('marked', `\ufeff${JSON.stringify({ type: 'x-framework', values: [skill(1, 'One')] })}`),
  ]);
  expect(faults.map(({ file, why, line }) => `${file} ${why} ${line}`)).toEqual([
    ...['broken broken 3', 'other not-framework null', 'list not-framework null', 'empty not-text null'],
    ...['bytes not-text null', 'deep broken 1', 'large too-large null'],
  ]);
  expect(statements).toHaveLength(1);
});

test('[FW3] a role finds what it involves in the other files, and links that lead nowhere are counted', () => {
  const related = ['u1', 'gone'].map((id) => ({ 'dest-uuid': id, type: 'involves' }));
  const roles = file({ type: 'nice-framework-work_roles', values: [{ ...skill(9, 'Lead'), related }] });
  const read = readFramework([roles, skills([skill(1, 'Hold a cordon'), skill(2, 'Decide')])]);
  const plan = planFramework(read.statements, [], scope);
  const found = (filter: object) =>
    filterPlan(plan, { role: '', kind: '', words: '', ...filter }).map(({ statement }) => statement.sourceId);
  expect(read.loose).toBe(1);
  expect(found({ role: 'u9' })).toEqual(['u9', 'u1']);
  expect(found({ role: 'u9', kind: 'skill' })).toEqual(['u1']);
  expect(found({ words: 'CORDON s0001' })).toEqual(['u1']);
});

test('[FW4] [FW5] a later version changes what it knows by its identifier, and nothing that the centre said', async () => {
  const engine = createFakeLiveEngine();
  await importInto(engine, [skills([skill(1, 'Hold a cordon')])]);
  const own = { 'target.en': 'Twice a year', 'name.ar': 'تثبيت الطوق' };
  const added = setFields(competency, (await heldOf(engine)).state, own);
  await engine.apply('trainer', added.ok ? added.value : []);
  const plan = await importInto(engine, [skills([skill(1, 'Set and hold a cordon'), skill(2, 'Decide')], 2)]);
  expect(plan.map(({ verdict, before }) => [verdict, before])).toEqual([
    ['changed', 'Hold a cordon'],
    ['new', null],
  ]);
  const { view } = await heldOf(engine);
  expect(view.name).toEqual({ en: 'Set and hold a cordon', ar: 'تثبيت الطوق' });
  expect(view).toMatchObject({ edition: '2', target: { en: 'Twice a year' }, formerNames: ['Hold a cordon'] });
  const again = await importInto(engine, [skills([skill(1, 'Set and hold a cordon')], 2)]);
  expect(again[0]?.verdict).toBe('same');
  const older = await importInto(engine, [skills([skill(1, 'Hold a cordon')], 1)]);
  expect(older[0]?.verdict).toBe('older');
  expect((await heldOf(engine)).view.name['en']).toBe('Set and hold a cordon');
});

test('[FW4] versions are compared as numbers; without one nothing is older', () => {
  expect([isOlder('2', '10'), isOlder('1.9', '1.10'), isOlder('10', '2'), isOlder('', '2')]).toEqual([
    ...[true, true, false, false],
  ]);
});

test('[FW7] words of a course are shown in the reader’s language, also those of an earlier version', async () => {
  const engine = createFakeLiveEngine();
  await importInto(engine, [skills([skill(1, 'Hold a cordon')])]);
  await importInto(engine, [skills([skill(1, 'Set a cordon')], 2)]);
  const set = setFields(competency, (await heldOf(engine)).state, { 'name.ar': 'تثبيت الطوق' });
  await engine.apply('trainer', set.ok ? set.value : []);
  const nameOf = competencyNames(await engine.list({ type: competency.type }), 'ar');
  expect(nameOf('Hold a cordon')).toEqual({ text: 'تثبيت الطوق', lang: 'ar' });
  expect(nameOf('Set a cordon')?.text).toBe('تثبيت الطوق');
  expect(nameOf('Of a course alone')).toBeNull();
});

const nice = corpusFiles('competency-frameworks').filter(({ name }) => name.endsWith('.json'));
const leftOut = nice.length === 0 ? ' (left out: its files are not beside the project)' : '';
test.skipIf(nice.length === 0)(
  `[FW1] [FW2] NICE as it is published is read whole, and an exercise world is refused${leftOut}`,
  () => {
    const { statements, faults, loose } = readFramework(nice);
    const count = (kind: string) => statements.filter((one) => one.kind === kind).length;
    expect([count('role'), count('area'), count('skill'), loose]).toEqual([52, 11, 556, 5_793]);
    expect(faults.map(({ why }) => why)).toEqual(['not-framework']);
    expect(statements.every(({ reference, name }) => reference !== '' && !name.endsWith(reference))).toBe(true);
  },
);
