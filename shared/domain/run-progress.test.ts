import { expect, test } from 'vitest';
import type { RunEventKind } from './run.ts';
import { choicesOf, type ProgressEvent, runProgress } from './run-progress.ts';
import { runReport } from './run-report.ts';
import { type ReportWords, reportMarkdown } from './run-report-markdown.ts';
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
const stateOf = (events: ProgressEvent[], id: string) => runProgress(branching, '0s', events).byStep.get(id)?.state;

test('a run begins at the first step, and done leads to the next', () => {
  expect(runProgress(branching, '0s', []).next).toEqual(['1a']);
  expect(runProgress(branching, '0s', [event('done', '1a')]).next).toEqual(['2i']);
});

test('after yes its branch comes next, the other is not applicable, and then the run goes on', () => {
  const events = [event('done', '1a'), event('decision', '2i', { choice: 'true', authority: 'Duty officer' })];
  const progress = runProgress(branching, '0s', events);
  expect(progress.next).toEqual(['3b']);
  expect(stateOf(events, '4c')).toBe('not-applicable');
  expect([progress.settled, progress.total]).toEqual([2, 4]);
  expect(runProgress(branching, '0s', [...events, event('done', '3b')]).next).toEqual(['5d']);
});

test('the last decision counts, and the work of the first stays on record', () => {
  const events = [
    event('done', '1a'),
    event('decision', '2i', { choice: 'true' }),
    event('done', '3b'),
    event('decision', '2i', { choice: 'false' }),
  ];
  expect(runProgress(branching, '0s', events).next).toEqual(['4c']);
  expect(stateOf(events, '3b')).toBe('done');
});

test('a skipped step keeps its reason, and a reopened one is open again', () => {
  const skipped = [event('skipped', '1a', { text: 'No vehicle' })];
  expect(runProgress(branching, '0s', skipped).byStep.get('1a')).toMatchObject({
    state: 'skipped',
    reason: 'No vehicle',
  });
  expect(runProgress(branching, '0s', [...skipped, event('reopened', '1a')]).next).toEqual(['1a']);
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
  expect(runProgress(list, '0s', events).next).toEqual(['2a', '3b']);
  events.push(event('done', '3b'));
  expect(runProgress(list, '0s', events).next).toEqual(['2a']);
  events.push(event('done', '2a'));
  expect(runProgress(list, '0s', events).next).toEqual(['4c']);
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
  expect(runProgress(list, '0s', events).next).toEqual(['2a']);
  events.push(event('done', '2a'));
  expect(runProgress(list, '0s', events).next).toEqual(['1w']);
  events.push(event('decision', '1w', { choice: 'true' }));
  expect(runProgress(list, '0s', events)).toMatchObject({ next: ['2a'], steps: [{}, { state: 'open' }, {}] });
  events.push(event('done', '2a'), event('decision', '1w', { choice: 'false' }));
  expect(runProgress(list, '0s', events).next).toEqual(['3b']);
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
  expect(runProgress(list, '0s', [event('decision', '1a', { choice: 'failure' })]).next).toEqual(['3c']);
  expect(runProgress(list, '0s', [event('done', '1a')]).next).toEqual(['2b']);
});

test('a finished run has nothing next, until it is taken up again', () => {
  const finished = [event('finished', undefined)];
  expect(runProgress(branching, '0s', finished)).toMatchObject({ next: [], finished: { by: 'Ines' } });
  expect(runProgress(branching, '0s', [...finished, event('reopened', undefined)]).finished).toBeNull();
});

test('steps that lead in a circle, and events on unknown steps, end', () => {
  const list = [
    step('0s', 'start', { onCompletion: '1a' }),
    step('1a', 'action', { onCompletion: '2b' }),
    step('2b', 'action', { onCompletion: '1a' }),
  ];
  const events = [event('done', '1a'), event('done', '2b'), event('done', 'gone')];
  expect(runProgress(list, '0s', events)).toMatchObject({ next: [], settled: 2, total: 2 });
});

test('20,000 steps in a row, and 5,000 branches inside one another, are followed', () => {
  const id = (i: number) => String(i).padStart(6, '0');
  const chain = Array.from({ length: 20_000 }, (_, i) => step(id(i), 'action', { onCompletion: id(i + 1) }));
  const done = chain.slice(0, -1).map((each) => event('done', each.id));
  expect(runProgress(chain, id(0), done).next).toEqual([id(19_999)]);
  const nested = Array.from({ length: 5_000 }, (_, i) => step(id(i), 'if-condition', { onTrue: id(i + 1) }));
  const decided = nested.slice(0, -1).map((each) => event('decision', each.id, { choice: 'true' }));
  expect(runProgress(nested, id(0), decided).next).toEqual([id(4_999)]);
});

test('the report holds every event, and what people wrote cannot change its shape', () => {
  const words: ReportWords = {
    report: 'Run report',
    release: 'Release',
    place: 'Place',
    started: 'Started',
    finished: 'Finished',
    notFinished: 'not finished',
    people: 'People',
    progress: 'Progress',
    steps: 'Steps',
    log: 'Log',
    decision: 'Decision',
    authority: 'Authority',
    reason: 'Reason',
    note: 'Note',
    state: { open: 'open', done: 'done', skipped: 'skipped', decided: 'decided', 'not-applicable': 'not applicable' },
    event: {
      done: 'done',
      skipped: 'skipped',
      reopened: 'reopened',
      note: 'note',
      decision: 'decision',
      finished: 'finished',
    },
    choice: (choice) => (choice === 'true' ? 'yes' : choice),
    time: (at) => `t${at}`,
  };
  const run = { playbookTitle: 'A *bold* title', place: 'Gate 4' } as Parameters<typeof runReport>[0];
  const events = [
    event('done', '1a', { at: 1 }),
    event('decision', '2i', { at: 2, choice: 'true', authority: 'Duty officer' }),
    event('note', '3b', { at: 3, text: '# not a heading\n- nor a list' }),
    event('skipped', '3b', { at: 4, text: 'No time' }),
  ];
  const report = runReport(run, branching as unknown as Step[], '0s', events, (texts) => texts.en ?? '');
  const markdown = reportMarkdown(report, words);
  expect(report.entries).toHaveLength(4);
  expect(markdown).toContain('# Run report: A \\*bold\\* title');
  expect(markdown).toContain('- [x] 2. Step 2i: decided (t2, Ines)\n  - Decision: yes\n  - Authority: Duty officer');
  expect(markdown).toContain('  - Note: \\# not a heading - nor a list');
  expect(markdown).toContain('- [ ] 4. Step 4c: not applicable');
  expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(3);
});
