/** Opens the exercise screens with an event list, as somebody who has a role in it. */
import { conductEvent } from '../../shared/domain/conduct/conduct-event.ts';
import { inject } from '../../shared/domain/conduct/inject.ts';
import { objective } from '../../shared/domain/conduct/objective.ts';
import type { NewValuesOf } from '../../shared/domain/declare-record.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { guideItem } from '../../shared/domain/evaluation/guide-item.ts';
import { rating } from '../../shared/domain/evaluation/rating.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { ids, sampleExercise } from './review-screens.tsx';
import { sampleIdentity } from './sample-identity.ts';
import { sampleScope as scope } from './sample-playbook.ts';

export const conductPath = `/exercises/${ids.exercise}/conduct`;
export const injectIds = [1, 2, 3].map((number) => `0190f000-0000-7000-8000-0000000ee00${number}`);
const objectiveId = '0190f000-0000-7000-8000-0000000ee101';
const startId = '0190f000-0000-7000-8000-0000000ee201';

/** The person of the screens, in these roles of the network. */
export function inRoles(roles: readonly Role[]): DeviceIdentity {
  const [grant] = sampleIdentity.grants;
  return { ...sampleIdentity, grants: grant === undefined ? [] : [{ ...grant, roles: [...roles] }] };
}

function injectDrafts(number: number, values: NewValuesOf<typeof inject>): OperationDraft[] {
  return drafts(
    createRecord(
      inject,
      { scope, id: injectIds[number - 1] as string },
      { exercise: ids.exercise, number: String(number), kind: 'inject', language: 'en', ...values },
    ),
  );
}

/** An exercise with an objective and three injects, the last of them when it is called for; people as told. */
export function listedExercise(people: NewValuesOf<typeof exercise> = {}): OperationDraft[] {
  const state = { scope, type: 'exercise', id: ids.exercise, fields: {}, missing: [] };
  const named = Object.fromEntries(Object.entries(people)) as Record<string, string[]>;
  return [
    ...sampleExercise(),
    ...drafts(setFields(exercise, state, named)),
    ...drafts(
      createRecord(
        objective,
        { scope, id: objectiveId },
        { exercise: ids.exercise, text: { en: 'One commander' }, language: 'en', order: 'a0' },
      ),
    ),
    ...injectDrafts(1, {
      title: { en: 'A queue of sixty lorries' },
      message: { en: 'Sixty lorries, standing.' },
      expected: { en: 'Somebody decides' },
      wallMinute: 570,
      scenarioMinute: 300,
      from: 'Control',
      to: 'Border post',
      method: 'phone',
      objective: objectiveId,
    }),
    ...injectDrafts(2, { title: { en: 'Local radio asks' }, wallMinute: 600, scenarioMinute: 420 }),
    ...injectDrafts(3, { title: { en: 'The prosecutor cannot be reached' }, kind: 'contingency' }),
  ];
}

/** It went live, its list beginning so many minutes ago. */
export function liveFor(minutes: number): OperationDraft[] {
  const at = Date.now() - minutes * 60_000;
  return drafts(
    createRecord(
      conductEvent,
      { scope, id: startId },
      {
        exercise: ids.exercise,
        kind: 'started',
        at,
        by: 'Ines Calder',
        base: at - 570 * 60_000,
        scenarioMinute: 300,
        rate: 4,
      },
    ),
  );
}

function drafts<F>(made: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

export const guideIds = {
  target: '0190f000-0000-7000-8000-0000000ee301',
  task: '0190f000-0000-7000-8000-0000000ee302',
};

/** A target of the objective with one critical task. */
export function guideDrafts(): OperationDraft[] {
  const common = { exercise: ids.exercise, objective: objectiveId, language: 'en', order: 'a0' };
  return [
    ...drafts(
      createRecord(
        guideItem,
        { scope, id: guideIds.target },
        { ...common, text: { en: 'Both sides know who commands' }, source: 'Joint plan, 2.4' },
      ),
    ),
    ...drafts(
      createRecord(
        guideItem,
        { scope, id: guideIds.task },
        { ...common, target: guideIds.target, text: { en: 'Name one commander' } },
      ),
    ),
  ];
}

/** What somebody said, or agreed, of the task. */
export function saidDrafts(number: number, by: string, values: NewValuesOf<typeof rating>): OperationDraft[] {
  const id = `0190f000-0000-7000-8000-0000000ee40${number}`;
  const common = { exercise: ids.exercise, item: guideIds.task, kind: 'rated' as const, at: 5, language: 'en' };
  return drafts(createRecord(rating, { scope, id }, { ...common, by, ...values }));
}
