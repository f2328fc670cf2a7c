/** How an exercise and each of its injects stand, from facts alone: pure, and the same on every laptop ([EX9]). */
import type { RecordId } from '../../base/ids.ts';
import type { ConductEvent, ConductKind } from './conduct-event.ts';
import type { ExerciseApproval } from './exercise-approval.ts';

export type ConductPhase = 'planned' | 'approved' | 'live' | 'ended';
export type InjectState = 'planned' | 'deferred' | 'fired' | 'dropped';

export interface InjectStanding {
  readonly state: InjectState;
  /** The fact that counts; null while it is planned. */
  readonly shown: ConductEvent | null;
  /** Facts made apart that stand beside it ([EX8]). */
  readonly apart: readonly ConductEvent[];
  /** Every fact about it, the first first. */
  readonly facts: readonly ConductEvent[];
}

export interface Conduct {
  readonly phase: ConductPhase;
  /** The approval of the list as it is now. */
  readonly approval: ExerciseApproval | null;
  readonly started: ConductEvent | null;
  readonly ended: ConductEvent | null;
  readonly observations: readonly ConductEvent[];
  standingOf(inject: RecordId): InjectStanding;
}

const untouched: InjectStanding = { state: 'planned', shown: null, apart: [], facts: [] };
const aboutInjects: ReadonlySet<ConductKind> = new Set(['fired', 'deferred', 'dropped', 'taken-back']);

export interface ConductFacts {
  /** In the order that counts. */
  readonly events: readonly ConductEvent[];
  readonly approvals: readonly ExerciseApproval[];
  /** Of the list as it is now; null for an exercise without injects. */
  readonly digest: string | null;
}

/** Reads the facts of an exercise. */
export function conductOf({ events, approvals, digest }: ConductFacts): Conduct {
  const approval = approvals.find((each) => digest !== null && each.digest === digest) ?? null;
  const started = events.find(({ kind }) => kind === 'started') ?? null;
  const ended = events.find(({ kind }) => kind === 'ended') ?? null;
  const gathered = new Map<RecordId, ConductEvent[]>();
  for (const event of events) {
    if (event.inject === undefined || event.kind === undefined || !aboutInjects.has(event.kind)) continue;
    const there = gathered.get(event.inject);
    if (there === undefined) gathered.set(event.inject, [event]);
    else there.push(event);
  }
  const standings = new Map([...gathered].map(([id, facts]) => [id, standingOf(facts)]));
  return {
    phase: phaseOf(started, ended, approval),
    approval,
    started,
    ended,
    observations: events.filter(({ kind }) => kind === 'observed'),
    standingOf: (inject) => standings.get(inject) ?? untouched,
  };
}

function phaseOf(
  started: ConductEvent | null,
  ended: ConductEvent | null,
  approval: ExerciseApproval | null,
): ConductPhase {
  if (started !== null) return ended === null ? 'live' : 'ended';
  return approval === null ? 'planned' : 'approved';
}

function standingOf(facts: readonly ConductEvent[]): InjectStanding {
  const named = new Set(facts.flatMap(({ of }) => of ?? []));
  // Facts cannot name each other in a ring unless somebody forged one; then all of them stand.
  const open = facts.filter(({ id }) => !named.has(id));
  const standing = open.length > 0 ? open : facts;
  const shown = (standing.find(({ kind }) => kind === 'fired') ?? standing.at(-1)) as ConductEvent;
  const state =
    shown.kind === 'fired' || shown.kind === 'deferred' || shown.kind === 'dropped' ? shown.kind : 'planned';
  const apart = standing.filter((other) => other !== shown && other.kind !== 'taken-back');
  return { state, shown: state === 'planned' ? null : shown, apart, facts };
}

/** The facts that a new one about the inject names: all that stand ([EX7]). */
export function standingFacts({ facts }: InjectStanding): RecordId[] {
  const named = new Set(facts.flatMap(({ of }) => of ?? []));
  return facts.filter(({ id }) => !named.has(id)).map(({ id }) => id);
}
