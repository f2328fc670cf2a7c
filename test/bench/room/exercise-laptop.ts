/** A laptop in an exercise, whichever kind: it fires what is next, observes, and says when it showed how many were fired. */
import { samplePeople } from '../../../hub/network/sample-network.ts';
import { uuidv7 } from '../../../shared/base/ids.ts';
import {
  approveList,
  noteDeed,
  noteObservation,
  startConduct,
} from '../../../shared/domain/conduct/conduct-commands.ts';
import { conductEvent, conductInOrder } from '../../../shared/domain/conduct/conduct-event.ts';
import { conductOf } from '../../../shared/domain/conduct/conduct-standing.ts';
import { digestOfEventList, inListOrder } from '../../../shared/domain/conduct/event-list.ts';
import { exerciseApproval } from '../../../shared/domain/conduct/exercise-approval.ts';
import { inject } from '../../../shared/domain/conduct/inject.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { exercise } from '../../../shared/domain/exercise.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import type { EngineApi } from '../../../shared/sync/engine-api.ts';

/** What an exercise asks of an engine, in this process or in a window. */
export type ExerciseEngine = Pick<EngineApi, 'apply' | 'list' | 'open'>;

export interface ExercisePlace {
  readonly scope: string;
  readonly exercise: string;
}

/** When a laptop first showed that so many injects were fired, by their number. */
export type Seen = ReadonlyMap<number, number>;

export interface ExerciseLaptop {
  readonly name: string;
  readonly engine: ExerciseEngine;
  readonly seen: Seen;
  /** Fires what is next; resolves with the moment of the key. */
  fire(): Promise<number>;
  observe(text: string): Promise<void>;
}

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
export const newId = () => uuidv7({ now: () => Date.now() }, random);

type Made = { readonly ok: true; readonly value: OperationDraft[] } | { readonly ok: false; readonly failure: unknown };

async function save(engine: ExerciseEngine, role: Role, made: readonly Made[]): Promise<void> {
  const drafts = made.flatMap((one) => {
    if (!one.ok) throw new Error(JSON.stringify(one.failure));
    return one.value;
  });
  const saved = await engine.apply(samplePeople[role].person, drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}

async function conductAt(engine: ExerciseEngine, id: string) {
  const ofType = async (type: string) => {
    const entries = await engine.list({ type, parent: id });
    return engine.open(entries.map((entry) => entry.id));
  };
  const injects = inListOrder((await ofType(inject.type)).map((state) => viewOf(inject, state)));
  const approvals = (await ofType(exerciseApproval.type)).map((state) => viewOf(exerciseApproval, state));
  const events = conductInOrder(await ofType(conductEvent.type));
  return { injects, conduct: conductOf({ events, approvals, digest: digestOfEventList(id, injects) }) };
}

const placeOf = ({ scope, exercise: id }: ExercisePlace, role: Role) => {
  return { scope, exercise: id, id: newId(), by: samplePeople[role].name, at: Date.now() };
};

/** An exercise with so many injects, one each half minute, approved and live. */
export async function beginExercise(engine: ExerciseEngine, place: ExercisePlace, count: number): Promise<void> {
  const { scope, exercise: id } = place;
  await save(engine, 'coordinator', [
    createRecord(
      exercise,
      { scope, id },
      { title: { en: 'Tidewatch' }, language: 'en', state: 'planned', timeZone: 'UTC' },
    ),
    ...Array.from({ length: count }, (_, at) =>
      createRecord(
        inject,
        { scope, id: newId() },
        {
          ...{ exercise: id, number: String(at + 1), kind: 'inject', language: 'en', method: 'radio' },
          title: { en: `A vehicle is left at crossing ${at + 1}` },
          message: { en: 'Gate to control: a van without a driver stands in the lane, its lights are on.' },
          wallMinute: at / 2,
        },
      ),
    ),
  ]);
  const { injects } = await conductAt(engine, id);
  await save(engine, 'director', [approveList(placeOf(place, 'director'), digestOfEventList(id, injects))]);
  const { conduct } = await conductAt(engine, id);
  const [state] = await engine.open([id]);
  if (state === undefined) throw new Error('The exercise is not there');
  const start = { injects, base: Date.now(), state };
  await save(engine, 'coordinator', [startConduct(placeOf(place, 'coordinator'), conduct, start)]);
}

/** Fires what is next by the engine itself; resolves with the moment before it. */
export async function fireNext(engine: ExerciseEngine, place: ExercisePlace): Promise<number> {
  const { injects, conduct } = await conductAt(engine, place.exercise);
  const next = injects.find(({ id }) => conduct.standingOf(id).state === 'planned');
  if (next === undefined) throw new Error('Every inject was fired');
  const at = Date.now();
  const deed = { inject: next.id, standing: conduct.standingOf(next.id), deed: { kind: 'fired' } } as const;
  await save(engine, 'coordinator', [noteDeed(placeOf(place, 'coordinator'), conduct, deed)]);
  return at;
}

export async function observeBy(engine: ExerciseEngine, place: ExercisePlace, text: string): Promise<void> {
  const { conduct } = await conductAt(engine, place.exercise);
  await save(engine, 'coordinator', [
    noteObservation(placeOf(place, 'coordinator'), conduct, { text, language: 'en' }),
  ]);
}

/** How many of its injects were fired, by the facts that its list has. */
export async function firedAt(engine: ExerciseEngine, id: string): Promise<number> {
  const facts = await engine.list({ type: conductEvent.type, parent: id });
  return new Set(facts.flatMap(({ values }) => (values['kind'] === 'fired' ? [values['inject']] : []))).size;
}

/** Everything of the exercise, in one text: equal on laptops that agree. */
export async function everythingOf(engine: ExerciseEngine, id: string): Promise<string> {
  const types = [inject.type, exerciseApproval.type, conductEvent.type];
  const listed = await Promise.all(types.map((type) => engine.list({ type, parent: id })));
  const states = await engine.open([id, ...listed.flat().map((entry) => entry.id)].sort());
  return JSON.stringify(states, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
