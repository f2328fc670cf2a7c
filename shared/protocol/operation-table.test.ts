import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goldenBatch, goldenNaming, goldenPlaced, goldenPlaces } from '../../test/support/golden-samples.ts';
import { scopeA, uuidNumbered } from '../../test/support/network.ts';
import { uuidv7 } from '../base/ids.ts';
import { type Batch, decodeBatch, encodeBatch, openBatch } from './batch.ts';
import type { NamedOperation } from './known-places.ts';
import type { Operation } from './operation.ts';
import { actionIdOf, type HeaderSubject, identify, withoutValue } from './operation-header.ts';
import { decodePage, encodePage, scopeOfPage } from './page.ts';

const samePlaces = new Map<number, NamedOperation>(goldenPlaced().map((operation) => [operation.seq, operation]));
const record = fc.constantFrom(goldenPlaced()[0]?.record as string, uuidNumbered(0x9b, 7), uuidNumbered(0, 9));
const value = fc.oneof(
  fc.constantFrom('', 'strength', uuidNumbered(0x9b, 2), null, 3),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

/** What an author may do next: which earlier operations of the list it supersedes, whether its action goes on. */
const deed = fc.record({
  record,
  field: fc.constantFrom('title.en', 'order', '@exists'),
  type: fc.constantFrom('playbook', 'step'),
  value,
  action: fc.constantFrom<'goes on' | 'begins' | 'elsewhere'>('goes on', 'begins', 'elsewhere'),
  own: fc.array(fc.nat(30), { maxLength: 2 }),
  known: fc.array(fc.constantFrom(...goldenPlaced().map(({ id }) => id)), { maxLength: 2 }),
  wall: fc.integer({ min: -1_000, max: 2 ** 41 }),
});

const operationsOf = fc.array(deed, { minLength: 1, maxLength: 30 }).map((deeds) => {
  const operations: Operation[] = [];
  for (const { action, own, known, ...said } of deeds) {
    const earlier = own.flatMap((at) => operations[at]?.id ?? []);
    const supersedes = [...new Set([...earlier, ...known])].sort();
    const subject = {
      kind: 'set',
      scope: scopeA,
      supersedes,
      lamport: operations.length + 1,
      schema: 1,
      ...said,
    } as const;
    const before = operations.at(-1)?.tx;
    const begun = action === 'begins' || before === undefined ? actionIdOf(subject) : before;
    const tx = action === 'elsewhere' ? uuidNumbered(0x77, said.wall % 3 === 0 ? 1 : 2) : begun;
    operations.push({ ...subject, tx, id: identify({ ...subject, tx }).id });
  }
  return operations;
});

test('[OP6] [OP7] whatever operations do to one another, a table gives each back with its id', () => {
  fc.assert(
    fc.property(operationsOf, fc.boolean(), (operations, usesPlaces) => {
      const batch: Batch = { ...goldenBatch(), operations };
      const payload = encodeBatch(batch, usesPlaces ? goldenPlaces : undefined).payload(null);
      const opened = openBatch(payload);
      if (!opened.ok) throw new Error(opened.failure.reason);
      const read = opened.value.read(samePlaces);
      // A record that another one's operation supersedes cannot be named by it: then the check says so.
      if (!read.ok) expect(read.failure.reason).toBe('places stand for something else');
      else expect(read.value.operations).toEqual(operations);
      if (!usesPlaces) expect(read.ok).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('[OP6] what a place stands for elsewhere is found out, and so is a place that is not there', () => {
  const payload = encodeBatch(goldenNaming(), goldenPlaces).payload(null);
  const opened = openBatch(payload);
  if (!opened.ok) throw new Error(opened.failure.reason);
  expect(opened.value.read(samePlaces).ok).toBe(true);
  const moved = new Map([...samePlaces].map(([seq, named]) => [seq + 1, named]));
  expect(opened.value.read(moved)).toMatchObject({ ok: false });
  expect(decodeBatch(payload)).toMatchObject({ ok: false, failure: { reason: 'names a place that is not there' } });
});

test('[OP7] an edit costs what it says, not what it names: two hundred of them come to less than 15 bytes each', () => {
  const clock = { now: () => Date.UTC(2026, 9, 1) };
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const held = Array.from({ length: 200 }, (_, n) => {
    const subject: HeaderSubject = {
      ...{ kind: 'set', scope: scopeA, type: 'finding', field: 'reference', supersedes: [], schema: 1, wall: 0 },
      ...{ record: uuidv7(clock, random), value: `SOP ${n}`, lamport: n + 1, tx: uuidv7(clock, random) },
    };
    return { ...subject, id: identify(subject).id, seq: 9 * n + 4 };
  });
  const operations = held.map(({ id, seq, ...before }, n): Operation => {
    const subject = { ...before, value: `SOP ${n + 7}`, supersedes: [id], lamport: 300 + n, wall: 1_000 * n };
    const tx = actionIdOf(subject);
    return { ...subject, tx, id: identify({ ...subject, tx }).id };
  });
  const places = {
    ofOperation: (id: string) => held.find((one) => one.id === id)?.seq,
    ofRecord: () => undefined,
  };
  const size = encodeBatch({ ...goldenBatch(), operations }, places).payload(new Uint8Array(64)).length;
  expect(size / operations.length).toBeLessThan(15);
});

test('[CP2] a page gives every operation back whichever values were let go; a whole one is written as it always was', () => {
  fc.assert(
    fc.property(operationsOf, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (operations, goes) => {
      const placed = operations.map((operation, at) => {
        const one = { ...operation, origin: goldenBatch(), seq: at + 1, received: at };
        const origin = { author: one.origin.author, device: one.origin.device, incarnation: one.origin.incarnation };
        return { ...(goes[at] === true ? withoutValue(one) : one), origin };
      });
      const payload = encodePage({ scope: scopeA, operations: placed });
      expect(payload[0]).toBe(placed.some(({ commitment }) => commitment !== undefined) ? 3 : 2);
      expect(scopeOfPage(payload)).toEqual({ ok: true, value: scopeA });
      const page = decodePage(payload);
      expect(page.ok && page.value.operations).toEqual(placed);
    }),
  );
});

test('[CP2] nothing but a page of layout 3 carries an operation without its value', () => {
  const [first] = goldenPlaced();
  const gone = [withoutValue(first as NonNullable<typeof first>)];
  expect(() => encodeBatch({ ...goldenBatch(), operations: gone })).toThrow('whole operations only');
  expect(encodePage({ scope: scopeA, operations: gone }, 1)[0]).toBe(3);
  // What stands in place of a value decides the id: another one is another operation, not this one with other words.
  const payload = encodePage({ scope: scopeA, operations: gone });
  expect(payload[0]).toBe(3);
  const asWhole = decodePage(Uint8Array.of(2, ...payload.subarray(1)));
  expect(asWhole.ok).toBe(false);
});
