import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../base/bytes.ts';
import type { Localised } from './localised.ts';
import type { Outline } from './outline/outline.ts';
import { readDocx } from './outline/read-docx.ts';
import type { Run, RunEventKind } from './run.ts';
import { choicesOf, type ProgressEvent, runProgress } from './run-progress.ts';
import { type ReportedAddition, runReport } from './run-report.ts';
import { reportDocx } from './run-report-docx.ts';
import { reportMarkdown } from './run-report-markdown.ts';
import type { ReportWords } from './run-report-words.ts';
import type { Step, StepKind } from './step.ts';
import type { WorkflowStep } from './workflow/workflow-of.ts';

const step = (id: string, kind: StepKind, pointers: Partial<WorkflowStep> = {}, order = id): WorkflowStep =>
  ({ id, kind, order, name: { en: `Step ${id}` }, ...pointers }) as unknown as WorkflowStep;

let count = 0;
const event = (kind: RunEventKind, on: string | undefined, more: Partial<ProgressEvent> = {}): ProgressEvent => ({
  id: String(++count),
  step: on,
  kind,
  at: 1_000 * count,
  by: 'Ines',
  text: undefined,
  choice: undefined,
  authority: undefined,
  to: undefined,
  ...more,
});

/** s -> a -> if (b | c) -> then d -> e */
const branching = [
  step('0s', 'start', { onCompletion: '1a' }),
  step('1a', 'action', { onCompletion: '2i' }),
  step('2i', 'if-condition', { onTrue: '3b', onFalse: '4c', onCompletion: '5d' }),
  step('3b', 'action', { onCompletion: '8e' }),
  step('4c', 'action', { onCompletion: '8e' }),
  step('5d', 'action', { onCompletion: '9e' }),
  step('8e', 'end'),
  step('9e', 'end'),
];
const stateOf = (events: ProgressEvent[], id: string) =>
  runProgress({ steps: branching, start: '0s' }, events).byStep.get(id)?.state;

test('a run begins at the first step, and done leads to the next', () => {
  expect(runProgress({ steps: branching, start: '0s' }, []).next).toEqual(['1a']);
  expect(runProgress({ steps: branching, start: '0s' }, [event('done', '1a')]).next).toEqual(['2i']);
});

test('after yes its branch comes next, the other is not applicable, and then the run goes on', () => {
  const events = [event('done', '1a'), event('decision', '2i', { choice: 'true', authority: 'Duty officer' })];
  const progress = runProgress({ steps: branching, start: '0s' }, events);
  expect(progress.next).toEqual(['3b']);
  expect(stateOf(events, '4c')).toBe('not-applicable');
  expect([progress.settled, progress.total]).toEqual([2, 4]);
  expect(runProgress({ steps: branching, start: '0s' }, [...events, event('done', '3b')]).next).toEqual(['5d']);
});

test('the last decision counts, and the work of the first stays on record', () => {
  const events = [
    event('done', '1a'),
    event('decision', '2i', { choice: 'true' }),
    event('done', '3b'),
    event('decision', '2i', { choice: 'false' }),
  ];
  expect(runProgress({ steps: branching, start: '0s' }, events).next).toEqual(['4c']);
  expect(stateOf(events, '3b')).toBe('done');
});

test('a skipped step keeps its reason, and a reopened one is open again', () => {
  const skipped = [event('skipped', '1a', { text: 'No vehicle' })];
  expect(runProgress({ steps: branching, start: '0s' }, skipped).byStep.get('1a')).toMatchObject({
    state: 'skipped',
    reason: 'No vehicle',
  });
  expect(runProgress({ steps: branching, start: '0s' }, [...skipped, event('reopened', '1a')]).next).toEqual(['1a']);
});

test('steps at the same time are all next, and what follows waits for all of them', () => {
  const list = [
    step('0s', 'start', { onCompletion: '1p' }),
    step('1p', 'parallel', { nextSteps: ['2a', '3b'], onCompletion: '4c' }),
    step('2a', 'action', { onCompletion: '9e' }),
    step('3b', 'action', { onCompletion: '9e' }),
    step('4c', 'action', { onCompletion: '9e' }),
    step('9e', 'end'),
  ];
  const events = [event('done', '1p')];
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['2a', '3b']);
  events.push(event('done', '3b'));
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['2a']);
  events.push(event('done', '2a'));
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['4c']);
});

test('a loop asks again after each turn, and a new turn opens its steps again', () => {
  const list = [
    step('0s', 'start', { onCompletion: '1w' }),
    step('1w', 'while-condition', { onTrue: '2a', onCompletion: '3b' }),
    step('2a', 'action', { onCompletion: '9e' }),
    step('3b', 'action', { onCompletion: '9e' }),
    step('9e', 'end'),
  ];
  const events = [event('decision', '1w', { choice: 'true' })];
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['2a']);
  events.push(event('done', '2a'));
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['1w']);
  events.push(event('decision', '1w', { choice: 'true' }));
  expect(runProgress({ steps: list, start: '0s' }, events)).toMatchObject({
    next: ['2a'],
    steps: [{}, { state: 'open' }, {}],
  });
  events.push(event('done', '2a'), event('decision', '1w', { choice: 'false' }));
  expect(runProgress({ steps: list, start: '0s' }, events).next).toEqual(['3b']);
});

test('a failed action goes the way of failure', () => {
  const list = [
    step('0s', 'start', { onCompletion: '1a' }),
    step('1a', 'action', { onSuccess: '2b', onFailure: '3c' }),
    step('2b', 'action', { onCompletion: '9e' }),
    step('3c', 'action', { onCompletion: '9e' }),
    step('9e', 'end'),
  ];
  expect(choicesOf(list[1] as WorkflowStep).map((each) => each.choice)).toEqual(['success', 'failure']);
  expect(runProgress({ steps: list, start: '0s' }, [event('decision', '1a', { choice: 'failure' })]).next).toEqual([
    '3c',
  ]);
  expect(runProgress({ steps: list, start: '0s' }, [event('done', '1a')]).next).toEqual(['2b']);
});

test('a finished run has nothing next, until it is taken up again', () => {
  const finished = [event('finished', undefined)];
  expect(runProgress({ steps: branching, start: '0s' }, finished)).toMatchObject({
    next: [],
    finished: { by: 'Ines' },
  });
  expect(
    runProgress({ steps: branching, start: '0s' }, [...finished, event('reopened', undefined)]).finished,
  ).toBeNull();
});

test('steps that lead in a circle, and events on unknown steps, end', () => {
  const list = [
    step('0s', 'start', { onCompletion: '1a' }),
    step('1a', 'action', { onCompletion: '2b' }),
    step('2b', 'action', { onCompletion: '1a' }),
  ];
  const events = [event('done', '1a'), event('done', '2b'), event('done', 'gone')];
  expect(runProgress({ steps: list, start: '0s' }, events)).toMatchObject({ next: [], settled: 2, total: 2 });
});

test('20,000 steps in a row, and 5,000 branches inside one another, are followed', () => {
  const id = (i: number) => String(i).padStart(6, '0');
  const chain = Array.from({ length: 20_000 }, (_, i) => step(id(i), 'action', { onCompletion: id(i + 1) }));
  const done = chain.slice(0, -1).map((each) => event('done', each.id));
  expect(runProgress({ steps: chain, start: id(0) }, done).next).toEqual([id(19_999)]);
  const nested = Array.from({ length: 5_000 }, (_, i) => step(id(i), 'if-condition', { onTrue: id(i + 1) }));
  const decided = nested.slice(0, -1).map((each) => event('decision', each.id, { choice: 'true' }));
  expect(runProgress({ steps: nested, start: id(0) }, decided).next).toEqual([id(4_999)]);
});

const withAdded = (events: ProgressEvent[], added = [{ id: 'own', after: '3b' }]) =>
  runProgress({ steps: branching, start: '0s', added, leader: 'Ana' }, events);
const toYes = () => [event('done', '1a'), event('decision', '2i', { choice: 'true' })];

test('[RN4] a step that a centre added has its own box, applies where the core’s does, and does not stop it', () => {
  const before = withAdded(toYes());
  expect(before.steps.map((each) => each.step)).toEqual(['1a', '2i', '3b', 'own', '4c', '5d']);
  expect([before.next, before.total]).toEqual([['3b'], 5]);
  const done = withAdded([...toYes(), event('done', '3b')]);
  expect(done.next).toEqual(['own', '5d']);
  const own = withAdded([...toYes(), event('done', '3b'), event('skipped', 'own', { text: 'Nobody there' })]);
  expect(own.byStep.get('own')).toMatchObject({ state: 'skipped', reason: 'Nobody there' });
  expect(own.next).toEqual(['5d']);
  const other = withAdded([event('done', '1a'), event('decision', '2i', { choice: 'false' })]);
  expect(other.byStep.get('own')?.state).toBe('not-applicable');
});

test('[RN4] in another turn of a loop a step that was added is open again', () => {
  const steps = [
    step('0s', 'start', { onCompletion: '1w' }),
    step('1w', 'while-condition', { onTrue: '2a', onCompletion: '9e' }),
    step('2a', 'action', { onCompletion: '8e' }),
    step('8e', 'end'),
    step('9e', 'end'),
  ];
  const again = () => event('decision', '1w', { choice: 'true' });
  const turn = [again(), event('done', '2a'), event('done', 'own')];
  const of = (events: ProgressEvent[]) =>
    runProgress({ steps, start: '0s', added: [{ id: 'own', after: '2a' }] }, events).byStep.get('own')?.state;
  expect(of(turn)).toBe('done');
  expect(of([...turn, again()])).toBe('open');
  expect(of([...turn, again(), event('done', '2a')])).toBe('open');
});

test('[RN2] a step is done by who took it last, until it is given back, and anybody may settle it', () => {
  const taken = [event('taken', '1a'), event('taken', '1a', { by: 'Ben' })];
  const of = (events: ProgressEvent[]) => withAdded(events).byStep.get('1a');
  expect(of(taken)).toMatchObject({ takenBy: 'Ben', state: 'open' });
  expect(of([...taken, event('given-back', '1a', { by: 'Ben' })])?.takenBy).toBeNull();
  expect(of([...taken, event('done', '1a', { by: 'Ana' })])).toMatchObject({
    state: 'done',
    by: 'Ana',
    takenBy: 'Ben',
  });
});

test('[RN3] who began a run is in charge until it is handed over, with whom, why and when', () => {
  expect(withAdded([]).leaders.map(({ name }) => name)).toEqual(['Ana']);
  const handed = event('handed-over', undefined, { to: 'Ben', text: 'End of shift', by: 'Ana' });
  expect(withAdded([handed]).leaders.at(-1)).toEqual({ name: 'Ben', at: handed.at, from: 'Ana', why: 'End of shift' });
  expect(withAdded([handed]).next).toEqual(['1a']);
});

test('[RN7] a timer runs until somebody stops it, the first due first, and none in a run that is finished', () => {
  const later = event('timer-set', '1a', { until: 900, text: 'Next report', by: 'Ana' });
  const sooner = event('timer-set', undefined, { until: 500 });
  const timersOf = (events: ProgressEvent[]) => withAdded(events).timers.map(({ id }) => id);
  expect(timersOf([later, sooner, event('timer-set', '1a')])).toEqual([sooner.id, later.id]);
  expect(withAdded([later]).timers).toEqual([
    { id: later.id, step: '1a', label: 'Next report', until: 900, by: 'Ana' },
  ]);
  expect(timersOf([later, sooner, event('timer-stopped', undefined, { timer: later.id })])).toEqual([sooner.id]);
  expect(timersOf([later, event('finished', undefined)])).toEqual([]);
});

test('an event of a kind that a later edition knows settles nothing', () => {
  expect(withAdded([event(undefined as unknown as RunEventKind, '1a')]).next).toEqual(['1a']);
});

const words: ReportWords = {
  report: 'Run report',
  release: 'Release',
  place: 'Place',
  started: 'Started',
  finished: 'Finished',
  notFinished: 'not finished',
  leader: 'In charge',
  people: 'People',
  progress: 'Progress',
  steps: 'Steps',
  log: 'Log',
  decision: 'Decision',
  authority: 'Authority',
  reason: 'Reason',
  note: 'Note',
  photo: 'Photo',
  photos: 'Photos',
  photosBare: 'without place and camera',
  state: { open: 'open', done: 'done', skipped: 'skipped', decided: 'decided', 'not-applicable': 'not applicable' },
  event: {
    done: 'done',
    skipped: 'skipped',
    reopened: 'reopened',
    note: 'note',
    decision: 'decision',
    finished: 'finished',
    taken: 'taken',
    'given-back': 'given back',
    'handed-over': 'handed over',
    photo: 'photo',
    'timer-set': 'timer set',
    'timer-stopped': 'timer stopped',
  },
  check: {
    condition: 'Condition',
    law: 'Law',
    proportionality: 'Proportionality',
    rights: 'Rights',
    evidence: 'Evidence',
    reference: 'Reference',
  },
  choice: (choice) => (choice === 'true' ? 'yes' : choice),
  time: (at) => `t${at}`,
  series: (parts) => parts.join(', '),
  until: (at) => `until t${at}`,
  addedBy: (centre) => `added by ${centre}`,
  takenBy: (name) => `${name} does it`,
  handedTo: (name) => `to ${name}`,
};

// The steps of these tests say no more than they must.
const pick = (texts: Localised | undefined) => (texts?.en === undefined ? null : { text: texts.en, lang: 'en' });

function reportOf(run: Partial<Run>, events: readonly ProgressEvent[], added: readonly ReportedAddition[] = []) {
  const steps = branching as unknown as Step[];
  return runReport(run as Run, { steps, start: '0s', added }, events, { pick, unnamed: 'No name' });
}

test('the report holds every event, and what people wrote cannot change its shape', () => {
  const run = { playbookTitle: 'A *bold* title', place: 'Gate 4' } as Parameters<typeof runReport>[0];
  const events = [
    event('done', '1a', { at: 1 }),
    event('decision', '2i', { at: 2, choice: 'true', authority: 'Duty officer' }),
    event('note', '3b', { at: 3, text: '# not a heading\n- nor a list' }),
    event('skipped', '3b', { at: 4, text: 'No time' }),
  ];
  const report = reportOf(run, events);
  const markdown = reportMarkdown(report, words);
  expect(report.entries).toHaveLength(4);
  expect(markdown).toContain('# Run report: A \\*bold\\* title');
  expect(markdown).toContain('- [x] 2. Step 2i: decided (t2, Ines)\n  - Decision: yes\n  - Authority: Duty officer');
  expect(markdown).toContain('  - Note: \\# not a heading - nor a list');
  expect(markdown).toContain('- [ ] 4. Step 4c: not applicable');
  expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(3);
});

test('[RN5] Markdown and DOCX say the same: who was in charge, what a step asks for, what a centre added', () => {
  const asked = {
    ...branching[1],
    jurisdictions: [{ jurisdiction: 'Tolmara', basis: 'Police Act, art. 22' }],
    evidence: { en: 'Keep the seal number' },
    references: [{ name: 'Field manual', url: 'https://example.org/manual' }],
  } as unknown as Step;
  const steps = [branching[0], asked, ...branching.slice(2)] as unknown as Step[];
  const own = { id: 'own', after: '1a', mark: '1a', name: 'Call the harbour', centre: 'Sorrel Coast' };
  const events = [
    event('taken', 'own', { by: 'Ben' }),
    event('handed-over', undefined, { at: 7, by: 'Ana', to: 'Ben', text: 'End of shift' }),
  ];
  const run = { playbookTitle: 'Cordon', leader: 'Ana' } as Run;
  const report = runReport(run, { steps, start: '0s', added: [own] }, events, { pick, unnamed: 'No name' });
  const markdown = reportMarkdown(report, words);
  expect(markdown).toContain('- **In charge:** Ana\n- **In charge:** Ben (t7, Ana, End of shift)');
  expect(markdown).toContain('  - Law, Tolmara: Police Act, art. 22\n  - Evidence: Keep the seal number');
  expect(markdown).toContain('- [ ] 1a. Call the harbour \\[added by Sorrel Coast\\]: open (Ben does it)');
  expect(markdown).toContain('t7 Ana: handed over - to Ben; End of shift');
  const paper = { title: 'Cordon', language: 'en', isRightToLeft: false, marking: null, foot: 'Made' } as const;
  const file = reportDocx(report, words, { ...paper, page: ['Page ', ' of ', ''] });
  const outline = readDocx(file) as Outline;
  const read = outline.blocks.map(({ text }) => text).join('\n');
  for (const said of ['Law, Tolmara: Police Act, art. 22', 'Ben (t7, Ana, End of shift)', '1a. Call the harbour'])
    expect(read).toContain(said);
});

test('[RN6] [RN7] a photo stands under its step with its file and digest, and in DOCX as a picture; timers stand in the log', () => {
  // A PNG of 2 x 1 pixels as far as its size is said.
  const png = new Uint8Array(24);
  png.set([0x89, 0x50, 0x4e, 0x47]);
  png.set([0, 0, 0, 2, 0, 0, 0, 1], 16);
  const timer = event('timer-set', undefined, { at: 4, until: 9, text: 'Team at the gate', by: 'Ana' });
  const events = [
    event('photo', '1a', { at: 3, by: 'Ana', text: 'Bag under the bench', file: 'f' }),
    event('photo', '1a', { at: 3, by: 'Ana', file: 'elsewhere' }),
    timer,
    event('timer-stopped', undefined, { at: 8, by: 'Ben', timer: timer.id }),
  ];
  const files = new Map([['f', { name: 'IMG 1.png', sha256: 'ab' }]]);
  const steps = branching as unknown as Step[];
  const of = { steps, start: '0s', added: [], files };
  const report = runReport({ playbookTitle: 'Cordon' } as Run, of, events, { pick, unnamed: 'No name' });
  const markdown = reportMarkdown(report, words);
  expect(markdown).toContain('  - Photo: Bag under the bench, t3, Ana (IMG 1.png, SHA-256 ab)\n  - Photo: t3, Ana\n');
  expect(markdown).toContain('t4 Ana: timer set - Team at the gate; until t9');
  expect(markdown).toContain('t8 Ben: timer stopped - Team at the gate');
  const paper = { title: 'Cordon', language: 'en', isRightToLeft: false, marking: null, foot: 'Made' } as const;
  const file = reportDocx(report, words, { ...paper, page: ['', '/', ''] }, new Map([['f', png]]));
  const parts = unzipSync(file);
  expect(parts['word/media/image1.png']).toEqual(png);
  const [types, relations, text] = ['[Content_Types].xml', 'word/_rels/document.xml.rels', 'word/document.xml'].map(
    (part) => textOfUtf8(parts[part] as Uint8Array) ?? '',
  );
  expect(types).toContain('<Default Extension="png" ContentType="image/png"/>');
  expect(relations).toContain('Id="rIdPicture1"');
  expect(text).toContain('descr="Bag under the bench"');
  expect(text).toContain('r:embed="rIdPicture1"');
});
