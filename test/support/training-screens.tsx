/** Opens the training screens on an engine in memory, with a course, a session of four days and a ragged roster. */

import { screen, within } from '@testing-library/react';
import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { trainingFeature } from '../../renderer/features/training/feature.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';
import { sampleScope as scope } from './sample-playbook.ts';

export const courseId = '0190f000-0000-7000-8000-00000000c001';
export const sessionId = '0190f000-0000-7000-8000-00000000c002';
export const sessionPath = `/training/sessions/${sessionId}`;
export const attendancePath = `${sessionPath}/attendance`;

/** Far in the past, so that the half day shown is the last afternoon, whatever day the test runs on. */
export const lastSlot = { day: '2020-11-26', part: 'afternoon' } as const;

/** A course that teaches these playbooks, and a session of it. */
export function sampleSession(playbooks: readonly string[] = []): OperationDraft[] {
  return [
    ...made(
      createRecord(
        course,
        { scope, id: courseId },
        {
          title: { en: 'Evidence across borders', ar: 'الأدلة عبر الحدود' },
          aims: { en: 'Hand evidence over so that a court accepts it.' },
          competencies: ['Set and hold a cordon', 'Hand over evidence'],
          playbooks: [...playbooks],
          reference: 'CR-014',
          language: 'en',
          duration: 24,
        },
      ),
    ),
    ...made(
      createRecord(
        session,
        { scope, id: sessionId },
        {
          course: courseId,
          reference: 'TR-20-031',
          place: 'Quay Street training hall',
          timeZone: 'UTC',
          start: '2020-11-23',
          end: '2020-11-26',
          instructors: ['Tomas Velk'],
          seats: 40,
          marking: 'TLP:AMBER',
        },
      ),
    ),
  ];
}

/** People on the roster of the session, by their names; ids `p-0`, `p-1` and on. */
export function enrolledPeople(names: readonly string[]): OperationDraft[] {
  return names.flatMap((name, at) => [
    ...made(createRecord(person, { scope, id: `p-${at}` }, { name, organisation: 'Tolmara' })),
    ...made(
      createRecord(enrolment, { scope, id: `e-${at}` }, { session: sessionId, person: `p-${at}`, status: 'enrolled' }),
    ),
  ]);
}

/** The session and people on its roster, by their names. */
export const sessionWith = (...names: string[]): OperationDraft[] => [...sampleSession(), ...enrolledPeople(names)];

export interface TrainingOptions {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  /** Who works here; somebody who may press every button unless told. */
  readonly identity?: DeviceIdentity;
  /** Goes on with the engine of an earlier screen, as after a restart. */
  readonly engine?: ReturnType<typeof createFakeLiveEngine>;
}

export async function openTraining(path: string, options: TrainingOptions = {}) {
  const engine = options.engine ?? createFakeLiveEngine();
  const desktop = createFakeDesktop();
  if (options.drafts) engine.receive('somebody', options.drafts);
  const app = await renderApp(path, {
    language: options.language ?? 'en',
    features: [trainingFeature],
    namespaces: ['training'],
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

/** The list of the screen of attendance. */
export const roster = () => screen.findByRole('list', { name: 'People to mark' });

/** The row of somebody in it. */
export const rowOf = async (name: string) => within(await roster()).getByRole('button', { name: new RegExp(name) });

/** What every mark says, in the order of saving. */
export async function marksOf(engine: Awaited<ReturnType<typeof openTraining>>['engine']) {
  return (await engine.list({ type: 'attendance-mark' })).map(({ values }) => values['mark']);
}
