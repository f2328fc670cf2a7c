/** `state(operations) = state(compact(operations))` ([CP4]): over random histories, compacted at a random point. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thisEdition } from '../../shared/domain/edition.ts';
import { isLetGo, type StoredOperation } from '../../shared/protocol/operation.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import { conflictOf } from '../../shared/sync/field-conflict.ts';
import { foldWithTexts } from '../../shared/sync/merged-texts.ts';
import { uuidNumbered } from '../../test/support/network.ts';
import { countingPorts, createWorld, operationOf } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { placeAfter } from '../sync/place-after.ts';
import { findSuperseded } from './find-superseded.ts';

const { declarationOf } = thisEdition;
const fields = ['observation.en', 'observation.fr'];
const records = [1, 2].map((n) => uuidNumbered(0x9b, n));
const origin = { author: uuidNumbered(0xaa, 1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) };

/** Somebody who had read `unread` operations less than all writes one sentence of three anew. */
const deed = fc.record({
  record: fc.constantFrom(...records),
  field: fc.constantFrom(...fields),
  unread: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) }),
  sentence: fc.nat(2),
  word: fc.nat(99),
});
const history = fc.record({
  deeds: fc.array(deed, { minLength: 12, maxLength: 40, size: 'max' }),
  /** Where it is compacted, and how far the device in use that lags the most had read then. */
  at: fc.integer({ min: 8, max: 40 }),
  lag: fc.nat(4),
});

type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function headsSeen(operations: readonly StoredOperation[], { record, field }: Deed): StoredOperation[] {
  const own = operations.filter((one) => one.record === record && one.field === field);
  const superseded = new Set(own.flatMap(({ supersedes }) => supersedes));
  return own.filter(({ id }) => !superseded.has(id));
}

function textAfter(heads: readonly StoredOperation[], { sentence, word }: Deed): string {
  const before = heads.at(-1)?.value;
  const sentences = typeof before === 'string' ? before.split('. ') : ['One stands', 'Two stands', 'Three stands'];
  sentences[sentence] = `Sentence ${sentence} says ${word}`;
  return sentences.join('. ');
}

async function makeHistory({ deeds, at, lag }: { deeds: readonly Deed[]; at: number; lag: number }) {
  const store = createMemoryHubStore();
  const { scope } = await createWorld(store);
  const ports = countingPorts();
  const operations: StoredOperation[] = [];
  const horizon = Math.max(0, Math.min(at, deeds.length) - lag);
  let gone: readonly number[] = [];
  for (const [n, one] of deeds.entries()) {
    if (n === at) gone = await goneAt(horizon);
    // Whoever writes after that is settled: it builds on nothing from before the horizon.
    const seen = Math.max(n - one.unread, n >= at ? horizon : 0);
    const heads = headsSeen(operations.slice(0, seen), one);
    const says = { scope, record: one.record, type: 'finding', field: one.field, lamport: n + 1 };
    const supersedes = heads.map(({ id }) => id).sort();
    const operation = operationOf(ports, { ...says, value: textAfter(heads, one), supersedes });
    operations.push({ ...operation, origin, seq: n + 1, received: n });
    await append(operations.at(-1) as StoredOperation);
  }
  if (at >= deeds.length) gone = await goneAt(horizon);
  return { operations, gone: new Set(gone) };

  function goneAt(upTo: number): Promise<readonly number[]> {
    return store.transaction((tx) => findSuperseded(tx, scope, { horizon: upTo, before: 1_000, least: 0 }));
  }
  function append(operation: StoredOperation): Promise<void> {
    return store.transaction(async (tx) => {
      const [end] = await tx.positions([scope]);
      if (end !== undefined) await tx.append(scope, [placeAfter(end, operation)]);
    });
  }
}

test('[CP4] letting go changes no state, no merged text and no base, whatever comes after it', async () => {
  const met = { gone: 0, merged: 0, contested: 0 };
  await fc.assert(
    fc.asyncProperty(history, async (given) => {
      const { operations, gone } = await makeHistory(given);
      met.gone += gone.size;
      for (const record of records) {
        const whole = operations.filter((one) => one.record === record);
        const compacted = whole.map((one) => (gone.has(one.seq ?? 0) ? withoutValue(one) : one));
        const state = foldWithTexts(compacted, declarationOf);
        expect(state).toEqual(foldWithTexts(whole, declarationOf));
        if (state === null) continue;
        met.merged += Object.keys(state.merged ?? {}).length;
        for (const field of Object.keys(state.fields)) {
          const conflict = conflictOf(state, field, compacted);
          if (conflict?.base) expect(isLetGo(conflict.base)).toBe(false);
          met.contested += conflict === null ? 0 : 1;
        }
      }
    }),
    { numRuns: 150 },
  );
  // A run in which nothing went, or nobody disagreed, shows nothing.
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(0);
});
