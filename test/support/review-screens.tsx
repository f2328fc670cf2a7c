/** Opens the review and exercise screens on an engine in memory, with a playbook, a finished run and a review of it. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { exercisesFeature } from '../../renderer/features/exercises/feature.ts';
import { reviewsFeature } from '../../renderer/features/reviews/feature.ts';
import type { ValuesOf } from '../../shared/domain/declare-record.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Language } from '../../shared/domain/language.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { action } from '../../shared/domain/review/action.ts';
import { finding } from '../../shared/domain/review/finding.ts';
import { review } from '../../shared/domain/review/review.ts';
import { run, runEvent } from '../../shared/domain/run.ts';
import { step } from '../../shared/domain/step.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';
import { sampleScope as scope } from './sample-playbook.ts';

export const ids = {
  playbook: '0190f000-0000-7000-8000-00000000e001',
  step: '0190f000-0000-7000-8000-00000000e002',
  run: '0190f000-0000-7000-8000-00000000e003',
  note: '0190f000-0000-7000-8000-00000000e004',
  review: '0190f000-0000-7000-8000-00000000e005',
  channel: '0190f000-0000-7000-8000-00000000e006',
  cordon: '0190f000-0000-7000-8000-00000000e007',
  action: '0190f000-0000-7000-8000-00000000e008',
  exercise: '0190f000-0000-7000-8000-00000000e009',
} as const;

const startedAt = Date.UTC(2020, 9, 3, 10, 30);

/** A playbook of one step, and a run of it with a note and an end. */
export function finishedRun(): OperationDraft[] {
  const event = (id: string, kind: 'note' | 'done' | 'finished', minutes: number, text?: string) =>
    createRecord(
      runEvent,
      { scope, id },
      {
        run: ids.run,
        kind,
        step: kind === 'finished' ? undefined : ids.step,
        at: startedAt + minutes * 60_000,
        by: 'Ines Calder',
        text,
      },
    );
  return [
    createRecord(
      playbook,
      { scope, id: ids.playbook },
      { title: { en: 'Bridge closed' }, reference: 'PB-0142', language: 'en', state: 'draft', marking: 'TLP:GREEN' },
    ),
    createRecord(
      step,
      { scope, id: ids.step },
      {
        playbook: ids.playbook,
        kind: 'action',
        order: 'a1',
        name: { en: 'Agree on a channel' },
        description: { en: 'Agree on a radio channel.', ar: 'اتفقوا على قناة.' },
      },
    ),
    createRecord(
      run,
      { scope, id: ids.run },
      {
        playbook: ids.playbook,
        playbookTitle: 'Bridge closed',
        place: 'Sarn bridge',
        startedAt,
        timeZone: 'UTC',
        language: 'en',
      },
    ),
    event(ids.note, 'note', 11, 'Radio channel asked for three times.'),
    event('0190f000-0000-7000-8000-00000000e0a1', 'done', 20),
    event('0190f000-0000-7000-8000-00000000e0a2', 'finished', 60),
  ].flatMap(made);
}

/** A review of the run with an area for improvement, a strength, and an action that is long overdue. */
export function sampleReview(changes: { readonly action?: Partial<ValuesOf<typeof action>> } = {}): OperationDraft[] {
  return [
    ...finishedRun(),
    ...[
      createRecord(
        review,
        { scope, id: ids.review },
        {
          title: { en: 'After Tidewatch: one bridge, two commands' },
          reference: 'AAR-20-012',
          state: 'draft',
          language: 'en',
          subjectKind: 'run',
          subject: ids.run,
          subjectTitle: 'Bridge closed',
          start: '2020-10-03',
          end: '2020-10-03',
          participants: ['Ines Calder', 'Ruslan Ostrev'],
          overview: { en: 'The bridge was closed in time.' },
          marking: 'TLP:AMBER',
        },
      ),
      createRecord(
        finding,
        { scope, id: ids.channel },
        {
          review: ids.review,
          kind: 'improvement',
          title: { en: 'No shared radio channel at the bridge' },
          capability: 'Operational communications',
          observation: { en: 'The channel was asked for three times.' },
          analysis: { en: 'The plan names none.' },
          reference: 'Joint plan, 4.2',
          playbook: ids.playbook,
          step: ids.step,
          order: 'a0',
          language: 'en',
        },
      ),
      createRecord(
        finding,
        { scope, id: ids.cordon },
        { review: ids.review, kind: 'strength', title: { en: 'Cordon in four minutes' }, order: 'a1', language: 'en' },
      ),
      createRecord(
        action,
        { scope, id: ids.action },
        {
          review: ids.review,
          finding: ids.channel,
          text: { en: 'Name one channel per crossing' },
          owner: 'Ruslan Ostrev',
          organisation: 'Sorrel Coast Centre',
          element: 'planning',
          start: '2020-10-05',
          due: '2020-11-10',
          state: 'open',
          order: 'a0',
          language: 'en',
          ...changes.action,
        },
      ),
    ].flatMap(made),
  ];
}

/** An exercise that is planned far ahead and plays the playbook. */
export function sampleExercise(): OperationDraft[] {
  return made(
    createRecord(
      exercise,
      { scope, id: ids.exercise },
      {
        title: { en: 'Tidewatch 2' },
        reference: 'EX-99-001',
        kind: 'functional',
        state: 'planned',
        language: 'en',
        place: 'Sarn bridge',
        timeZone: 'UTC',
        start: '2099-03-14',
        end: '2099-03-14',
        objectives: { en: 'Both sides share one channel\nThe bridge is closed in ten minutes' },
        organisations: ['Border police', 'Fire service'],
        playbooks: [ids.playbook],
        marking: 'TLP:AMBER',
      },
    ),
  );
}

export interface ReviewOptions {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  /** Goes on with the engine of an earlier screen, as after a restart. */
  readonly engine?: ReturnType<typeof createFakeLiveEngine>;
  readonly identity?: DeviceIdentity;
}

export async function openReviews(path: string, options: ReviewOptions = {}) {
  const engine = options.engine ?? createFakeLiveEngine();
  const desktop = createFakeDesktop();
  if (options.drafts) engine.receive('somebody', options.drafts);
  const app = await renderApp(path, {
    language: options.language ?? 'en',
    features: [reviewsFeature, exercisesFeature],
    namespaces: ['reviews', 'exercises'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={options.identity ?? sampleIdentity} desktop={desktop}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine, desktop };
}

function made<F>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
