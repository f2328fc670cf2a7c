/** A day of a centre's work offline, one action of a person each: not fields alone, but all that people do to records. */
import { uuidv7 } from '../../../shared/base/ids.ts';
import { type Seeded, seeded } from '../../sim/seeded.ts';
import type { BenchRecord, Change, Edit, NewFinding, NewTick } from './peer.ts';
import { newTextOf, newTitleOf, orderKey, otherCapability } from './records.ts';

/** Of a thousand actions; in this order dice are thrown for them. */
const mix = {
  /** A short field. */
  small: 330,
  /** A step ticked off in a run: a record of its own that says which, when and by whom. */
  tick: 300,
  /** A place among others. */
  order: 150,
  /** A text of some lines, written anew. */
  text: 100,
  /** A record with a title and its place. */
  create: 70,
  delete: 20,
  /** One value chosen where two people had set the same field. */
  answer: 20,
  /** What was deleted before is brought back. */
  restore: 10,
} as const;
type Kind = keyof typeof mix;

/** One playbook is run again and again, so its steps come back. */
const stepsOfPlaybook = 25;
const ticksOfRun = 30;
const people = ['A. Ndiaye, duty officer', 'M. Haddad, cordon', 'I. Sokolova, evidence'] as const;
const start = Date.UTC(2026, 10, 20, 8);

/**
 * Edits until they are so many changes, each of another record where there are enough; another round takes others. A change is what one
 * operation says, and what the hub counts as one: a value of a field, or that a record is there.
 */
export function makeEdits(records: readonly BenchRecord[], changes: number, round: number): Edit[] {
  const random = seeded(9_000 + round);
  const clock = { now: () => start + round * 86_400_000 + random.below(40_000_000) };
  const idsOf = (many: number) => Array.from({ length: many }, () => uuidv7(clock, random));
  // The first half is left to changes of single fields.
  let next = Math.floor(records.length / 2) + round * changes;
  const world: World = {
    random,
    round,
    clock,
    runs: idsOf(Math.ceil((changes * mix.tick) / 1_000 / ticksOfRun)).map((id, n) => ({
      id,
      scope: scopeOf(records, n),
    })),
    steps: idsOf(stepsOfPlaybook),
    deleted: [],
    take() {
      next += 1;
      return records[next % records.length] as BenchRecord;
    },
  };
  const edits: Edit[] = [];
  for (let made = 0; made < changes; ) {
    const edit = editOf(kindBy(random), world);
    made += changesIn(edit);
    edits.push(edit);
  }
  return edits;
}

/** How many changes an edit is: of a new record one that it is there, and one for each field; its id and scope are where it is. */
export function changesIn(edit: Edit): number {
  return 'record' in edit ? 1 + Object.keys(edit.record).length - 2 : 1;
}

/** What of these edits a server must hold when it has them all: the last value of each field, and one of each new record. */
export function heldAfter(edits: readonly Edit[]): Change[] {
  const held = new Map<string, Change>();
  for (const edit of edits) {
    const { id, field, value } = signOf(edit);
    held.set(`${id} ${field}`, { id, field, value });
  }
  return [...held.values()];
}

/** One of the fields that an edit sets: it says that the edit is there. */
function signOf(edit: Edit): Change {
  if ('field' in edit) return edit;
  if (edit.kind === 'tick') return { id: edit.record.id, field: 'step', value: edit.record.step };
  if (edit.kind === 'create') return { id: edit.record.id, field: 'title', value: edit.record.title };
  return { id: edit.id, field: 'gone', value: edit.kind === 'delete' ? 'yes' : 'no' };
}

/** The answers among edits. */
export function answersIn(edits: readonly Edit[]): Change[] {
  return edits.flatMap((edit) => ('field' in edit && edit.kind === 'answer' ? [edit] : []));
}

interface World {
  readonly random: Seeded;
  readonly round: number;
  readonly clock: { now(): number };
  readonly runs: readonly { readonly id: string; readonly scope: string }[];
  readonly steps: readonly string[];
  /** Ids of what is deleted and was not brought back. */
  readonly deleted: string[];
  /** The next record that nobody touched. */
  take(): BenchRecord;
}

const scopeOf = (records: readonly BenchRecord[], n: number) => (records[n % records.length] as BenchRecord).scope;

function kindBy(random: Seeded): Kind {
  let left = random.below(1_000);
  for (const [kind, share] of Object.entries(mix) as [Kind, number][]) {
    if (left < share) return kind;
    left -= share;
  }
  return 'small';
}

function editOf(kind: Kind, world: World): Edit {
  const { random, round, take, deleted } = world;
  if (kind === 'tick') return { kind, record: tickOf(world) };
  if (kind === 'create') return { kind, record: createdOf(world) };
  if (kind === 'restore' && deleted.length > 0) return { kind, id: deleted.shift() as string };
  const record = take();
  const { id } = record;
  if (kind === 'delete' || kind === 'restore') {
    deleted.push(id);
    return { kind: 'delete', id };
  }
  const reference = `SOP ${round}.${random.below(400)}`;
  if (kind === 'answer') return { kind, id, field: 'reference', value: `${reference} as agreed` };
  if (kind === 'order') return { kind: 'set', id, field: 'order', value: orderKey(random) };
  if (kind === 'text') return { kind: 'set', id, field: 'observation', value: newTextOf(record, random) };
  return random.below(2) === 0
    ? { kind: 'set', id, field: 'capability', value: otherCapability(record, round + 1) }
    : { kind: 'set', id, field: 'reference', value: `${reference}, annex` };
}

function tickOf({ random, clock, runs, steps }: World): NewTick {
  const n = random.below(runs.length);
  const { id: review, scope } = runs[n] as World['runs'][number];
  const by = people[n % people.length] as string;
  return { id: uuidv7(clock, random), scope, review, kind: 'done', step: random.pick(steps), at: clock.now(), by };
}

function createdOf({ random, clock, take }: World): NewFinding {
  const { scope, review, kind, language } = take();
  const title = newTitleOf({ language }, random);
  return { id: uuidv7(clock, random), scope, review, kind, language, title, order: orderKey(random) };
}
