/** What is done in an exercise, as drafts of facts. Pure; each is refused where the rules do not have it. */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { createRecord, type EditFailure, setFields } from '../edit.ts';
import { exercise } from '../exercise.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { scenarioClock, scenarioPlan } from './conduct-clock.ts';
import { type ConductEvent, conductEvent } from './conduct-event.ts';
import { type Conduct, type InjectStanding, standingFacts } from './conduct-standing.ts';
import { exerciseApproval } from './exercise-approval.ts';
import type { Inject } from './inject.ts';

/** `not-approved` before its list is approved, `not-live` before its start and after its end, `done` what is done already. */
export type ConductRefused = Failure<'conduct-refused'> & { readonly why: 'not-approved' | 'not-live' | 'done' };

/** Where and by whom a fact is made. */
export interface FactPlace {
  readonly scope: ScopeId;
  readonly exercise: RecordId;
  /** Of the new record. */
  readonly id: RecordId;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Drafts = Result<OperationDraft[], ConductRefused | EditFailure>;

const refused = (why: ConductRefused['why']) => fail<ConductRefused>({ kind: 'conduct-refused', why });

/** Approves the list as it is. */
export function approveList({ scope, id, ...place }: FactPlace, digest: string): Drafts {
  return createRecord(exerciseApproval, { scope, id }, { ...place, digest });
}

export interface Start {
  readonly injects: readonly Inject[];
  /** Midnight of the list's first day ([EX10]). */
  readonly base: number;
  /** Of the exercise, which goes under way with it. */
  readonly state: RecordState;
}

/** Goes live: an approved list alone does ([EX5]). */
export function startConduct(place: FactPlace, conduct: Conduct, { injects, base, state }: Start): Drafts {
  if (conduct.phase === 'live' || conduct.phase === 'ended') return refused('done');
  if (conduct.phase !== 'approved') return refused('not-approved');
  const { first, rate } = scenarioPlan(injects);
  return both(fact(place, { kind: 'started', base, scenarioMinute: first, rate }), state, 'under-way');
}

/** Ends: what was not fired stays as it is. */
export function endConduct(place: FactPlace, conduct: Conduct, state: RecordState): Drafts {
  if (conduct.phase !== 'live') return refused('not-live');
  return both(fact(place, { kind: 'ended' }), state, 'held');
}

/** Stops the scenario clock, or lets it run on. */
export function switchScenario(place: FactPlace, conduct: Conduct, events: readonly ConductEvent[]): Drafts {
  const clock = scenarioClock(events, place.at);
  if (conduct.phase !== 'live' || clock === null) return refused('not-live');
  const kind = clock.isRunning ? 'paused' : 'resumed';
  return fact(place, { kind, scenarioMinute: clock.minute, rate: clock.rate });
}

/** What is done with an inject. */
export type InjectDeed =
  | { readonly kind: 'fired'; readonly text?: string | undefined }
  | { readonly kind: 'deferred'; readonly until: number; readonly text?: string | undefined }
  | { readonly kind: 'dropped'; readonly text: string }
  | { readonly kind: 'taken-back'; readonly text?: string | undefined };

/** Fires, defers or drops an inject, or takes that back; the fact names what its author saw ([EX7]). */
export function noteDeed(
  place: FactPlace,
  conduct: Conduct,
  {
    inject,
    standing,
    deed,
  }: { readonly inject: RecordId; readonly standing: InjectStanding; readonly deed: InjectDeed },
): Drafts {
  if (conduct.phase !== 'live') return refused('not-live');
  const isDone = standing.state === 'fired' || (standing.state === 'dropped' && deed.kind !== 'fired');
  const isNothing = deed.kind === 'taken-back' ? standing.state === 'planned' : isDone;
  if (isNothing) return refused('done');
  return fact(place, { ...deed, inject, of: standingFacts(standing) });
}

export interface Observation {
  readonly text: string;
  readonly language: string;
  readonly objective?: RecordId | undefined;
  readonly inject?: RecordId | undefined;
}

/** Notes what was seen; also after the end, when paper is written up. */
export function noteObservation(place: FactPlace, conduct: Conduct, observation: Observation): Drafts {
  if (conduct.started === null) return refused('not-live');
  return fact(place, { kind: 'observed', ...observation });
}

function fact(
  { scope, id, ...place }: FactPlace,
  values: Parameters<typeof createRecord<typeof conductEvent>>[2],
): Drafts {
  return createRecord(conductEvent, { scope, id }, { ...place, ...values });
}

/** A fact, and the state of the exercise that lists show, as one action. */
function both(made: Drafts, state: RecordState, to: 'under-way' | 'held'): Drafts {
  const set = setFields(exercise, state, { state: to });
  if (!made.ok || !set.ok) return made.ok ? set : made;
  return ok([...made.value, ...set.value]);
}
