/**
 * `state(operations) = state(compact(operations))` ([CP4]): over random histories of several types, of everything that can be done
 * to a record, with work that is held, refused or accepted late, compacted at a random point.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../shared/base/json.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { existenceField } from '../../shared/domain/record-state.ts';
import { isLetGo, type StoredOperation } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { conflictOf } from '../../shared/sync/field-conflict.ts';
import { foldWithTexts } from '../../shared/sync/merged-texts.ts';
import { uuidNumbered } from '../../test/support/network.ts';
import { countingPorts, createWorld, operationOf } from '../../test/support/scripted-device.ts';
import type { KeptOutcome } from '../sync/hub-store.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { placeAfter } from '../sync/place-after.ts';
import { findSuperseded } from './find-superseded.ts';

const { declarationOf } = thisEdition;
const origin = { author: uuidNumbered(0xaa, 1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) };
const records = [1, 2, 3, 4].map((n) => uuidNumbered(0x9b, n)) as [string, string, string, string];

/** Fields of each way of merging, on records of three types: texts, doctrine, sets, places in an order, numbers. */
const places = [
  { record: records[0], type: 'finding', fields: ['observation.en', 'observation.fr'] },
  { record: records[1], type: 'finding', fields: ['observation.en'] },
  { record: records[2], type: 'playbook', fields: ['title.en', 'labels', 'priority'] },
  { record: records[3], type: 'step', fields: ['description.en', 'order', 'nextSteps'] },
].flatMap(({ fields, ...place }) => fields.map((field) => ({ ...place, field })));

/** What the hub says at first; what is held or refused may be accepted later, what was returned never is. */
const fates = ['accepted', 'held', 'refused', 'returned'] as const;

/** Somebody who had read `unread` operations less than all writes one field anew, or makes, deletes, restores or moves the record. */
const deed = fc.record({
  place: fc.constantFrom(...places),
  existence: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('create', 'delete', 'restore', 'move') },
  ),
  unread: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) }),
  part: fc.nat(2),
  word: fc.nat(99),
  fate: fc.oneof(
    { weight: 9, arbitrary: fc.constant('accepted') },
    { weight: 1, arbitrary: fc.constantFrom(...fates) },
  ),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const history = fc.record({
  deeds: fc.array(deed, { minLength: 20, maxLength: 60, size: 'max' }),
  /** Where it is compacted, and how far the device in use that lags the most had read then. */
  at: fc.integer({ min: 12, max: 60 }),
  lag: fc.nat(4),
});

function headsIn(operations: readonly StoredOperation[], record: string, field: string): StoredOperation[] {
  const own = operations.filter((one) => one.record === record && one.field === field);
  const superseded = new Set(own.flatMap(({ supersedes }) => supersedes));
  return own.filter(({ id }) => !superseded.has(id));
}

function valueAfter(heads: readonly StoredOperation[], { place, part, word }: Deed): Json {
  const before = heads.at(-1)?.value;
  if (place.field === 'order') return `a${word}`;
  if (place.field === 'priority') return word;
  if (place.field === 'labels' || place.field === 'nextSteps') {
    return [...(Array.isArray(before) ? before : []).slice(-2), `word ${word}`];
  }
  const sentences = typeof before === 'string' ? before.split('. ') : ['One stands', 'Two stands', 'Three stands'];
  sentences[part] = `Sentence ${part} says ${word}`;
  return sentences.join('. ');
}

/** What a deed says, by whoever had read these operations. */
function saidAfter(seen: readonly StoredOperation[], one: Deed) {
  const { record, type, field: chosen } = one.place;
  const kind = one.existence ?? ('set' as const);
  const field = one.existence === null ? chosen : existenceField;
  const heads = headsIn(seen, record, field);
  const supersedes = heads.map(({ id }) => id).sort();
  const of = { record, type, kind, field, supersedes };
  if (kind === 'set') return { ...of, value: valueAfter(heads, one) };
  if (kind === 'create' || kind === 'restore') return { ...of, value: null };
  const fields = new Set(seen.flatMap((other) => (other.record === record ? other.field : [])));
  fields.delete(existenceField);
  const read = [...fields].flatMap((each) => headsIn(seen, record, each).map(({ id }) => id)).sort();
  const to = { scope: uuidNumbered(0x5c, 9), record };
  return { ...of, value: kind === 'delete' ? { seen: read } : { seen: read, to, made: [] } };
}

function outcomeOf(fate: Deed['fate'], id: string): KeptOutcome {
  if (fate === 'held') return { kind: 'quarantined', id, reason: 'role-may-not', owner: 'steward' };
  return { kind: 'refused', id, reason: fate === 'returned' ? 'returned' : 'role-may-not' };
}

async function makeHistory({ deeds, at, lag }: { deeds: readonly Deed[]; at: number; lag: number }) {
  const store = createMemoryHubStore();
  const { scope } = await createWorld(store);
  const ports = countingPorts();
  const operations: StoredOperation[] = [];
  const open: StoredOperation[] = [];
  let horizon = 0;
  let gone = null as readonly number[] | null;
  for (const [n, one] of deeds.entries()) {
    if (n === at) await compact();
    // Whoever writes after that is settled: it builds on nothing from before the horizon.
    const read = Math.max(operations.length - one.unread, horizon);
    const says = saidAfter([...operations.slice(0, read), ...open], one);
    const operation = { ...operationOf(ports, { scope, lamport: n + 1, ...says }), origin, seq: null, received: n };
    if (one.fate === 'accepted') await append(operation);
    else {
      const kept = { outcome: outcomeOf(one.fate, operation.id), operation, device: origin.device, at: n };
      await store.transaction((tx) => tx.keep([kept]));
      if (one.fate !== 'returned') open.push(operation);
    }
  }
  if (gone === null) await compact();
  for (const operation of open) await append(operation);
  return { operations, late: open.length, gone: new Set(gone ?? []) };

  async function compact(): Promise<void> {
    horizon = Math.max(0, operations.length - lag);
    gone = await store.transaction((tx) => findSuperseded(tx, scope, { horizon, before: 1_000, least: 0 }));
  }
  async function append(operation: StoredOperation): Promise<void> {
    operations.push({ ...operation, seq: operations.length + 1 });
    await store.transaction(async (tx) => {
      const [end] = await tx.positions([scope]);
      if (end !== undefined) await tx.append(scope, [placeAfter(end, operation)]);
    });
  }
}

test('[CP4] letting go changes no state, no merged text and no base, whatever was done, is held or comes after it', async () => {
  const met = { gone: 0, late: 0, merged: 0, contested: 0, delete: 0, move: 0, sets: 0, orders: 0 };
  await fc.assert(
    fc.asyncProperty(history, async (given) => {
      const { operations, gone, late } = await makeHistory(given);
      met.gone += gone.size;
      met.late += late;
      const isGone = ({ seq }: StoredOperation) => gone.has(seq ?? 0);
      const went = operations.filter(isGone);
      expect(went.filter(({ field }) => field === existenceField)).toEqual([]);
      met.sets += went.filter(({ field }) => field === 'labels' || field === 'nextSteps').length;
      met.orders += went.filter(({ field }) => field === 'order').length;
      for (const record of records) {
        const whole = operations.filter((one) => one.record === record);
        const compacted = whole.map((one) => (isGone(one) ? withoutValue(one) : one));
        const state = foldWithTexts(compacted, declarationOf);
        expect(state).toEqual(foldWithTexts(whole, declarationOf));
        if (state === null) continue;
        met.merged += Object.keys(state.merged ?? {}).length;
        for (const { kind } of state.fields[existenceField] ?? []) if (kind in met) met[kind as 'delete' | 'move'] += 1;
        for (const field of Object.keys(state.fields)) {
          const conflict = conflictOf(state, field, compacted);
          if (conflict?.base) expect(isLetGo(conflict.base)).toBe(false);
          expect(conflict).toEqual(conflictOf(state, field, whole));
          met.contested += conflict === null ? 0 : 1;
        }
      }
    }),
    { numRuns: 150 },
  );
  // A run in which nothing of a kind went, or nobody disagreed, shows nothing of it.
  for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(0);
});
