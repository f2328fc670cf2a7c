/** Bugs of what a hub decides. */
import { compacts } from '../compacting.ts';
import { bug, type PlantedBug } from './planted-bug.ts';

export const bugsOfHubs: readonly PlantedBug[] = [
  bug(
    'the hub throws away what it holds',
    'hub/sync/desk.ts',
    'await tx.keep([...desk.toKeep.values()]);',
    'await tx.keep([]);',
  ),
  bug(
    'the hub skips a row between two pages',
    'hub/sync/decide-pages.ts',
    'const found = await tx.page(scope, seq, size);',
    'const found = await tx.page(scope, seq % 7 === 6 ? seq + 1 : seq, size);',
    { says: /has a gap after/ },
  ),
  {
    name: 'the hub writes its history anew behind places that it signed',
    edits: [
      {
        file: 'hub/sync/memory-log-store.ts',
        find: "import { emptyMark } from './place-after.ts';",
        replace: "import { emptyMark, placeAfter } from './place-after.ts';",
      },
      {
        file: 'hub/sync/memory-log-store.ts',
        find: 'set(state.accepted, entry.operation.id, entry.seq);\n      }',
        replace: `set(state.accepted, entry.operation.id, entry.seq);
      }
      if (length > 20 && length % 2 === 0) {
        const [first, second, ...rest] = log.splice(0);
        for (const { operation, size } of [second, first, ...rest]) {
          const last = log.at(-1);
          const placed = placeAfter({ scope, seq: last?.seq ?? 0, ...(last ?? emptyMark) }, operation);
          log.push({ ...placed, size });
          set(state.accepted, operation.id, placed.seq);
        }
      }`,
      },
    ],
    says: /accuses the hub: rewritten/,
  },
  {
    name: 'the hub forgets to stop sending a scope that nobody on the device may read any more',
    edits: [
      {
        file: 'hub/sync/decide-exchange.ts',
        find: 'const grants = await tx.grants(who.device.persons);',
        replace: 'const grants = await tx.grantsKnown(who.device.persons, Number.MAX_SAFE_INTEGER);',
      },
      // What it sends is purged and sent again, as long as a device asks: a minute of the same in each world.
      { file: 'shared/sync/sync-rounds.ts', find: 'const mostRounds = 10_000;', replace: 'const mostRounds = 100;' },
    ],
  },
  bug(
    'compaction lets go of every value but the last that is shown',
    'hub/compaction/find-superseded.ts',
    'this.#superseded.get(keyOf(field, id)) === true && !open.has(field)',
    'this.#known.findLast((one) => one.field === field)?.id !== id',
    { says: /disagrees about record|which laptop/, among: compacts },
  ),
  bug(
    'compaction does not wait for a laptop that lags',
    'hub/compaction/compact-scope.ts',
    'settled.get(id) ?? 0',
    'Math.max(settled.get(id) ?? 0, Number.POSITIVE_INFINITY)',
    { says: /has not passed|on which .* builds/, among: compacts },
  ),
  bug(
    'compaction takes places of another history for passed',
    'hub/sync/note-contact.ts',
    'one.rewound ? one.scope : []',
    'one.rewound && false ? one.scope : []',
    { says: /has not passed/, among: compacts },
  ),
  bug(
    'a retired laptop that comes back is refused',
    'hub/sync/decide-exchange.ts',
    'if (device.revokedAt !== null) {',
    'if (device.revokedAt !== null || ports.clock.now() - (device.lastContact ?? device.enrolledAt) > (ports.retireAfter ?? Infinity)) {',
  ),
  bug(
    'the page decides and the order does not say so',
    'hub/coordinator/decide-held.ts',
    'for (const operation of made.operations) {\n    accept(',
    'for (const operation of made.operations.slice(made.operations.length)) {\n    accept(',
  ),
  bug(
    'a decision of a laptop is put into the order and not carried out',
    'hub/sync/take-operation.ts',
    'if (ruling !== null) carryOut(desk, ruling);',
    'if (ruling !== null && false) carryOut(desk, ruling);',
  ),
  {
    name: 'a decision that came second stands in the order beside the first',
    edits: [
      {
        file: 'hub/sync/take-operation.ts',
        find: 'return fault === null ? judgement',
        replace: "return fault === null || fault.as === 'not-held' ? judgement",
      },
      {
        file: 'hub/sync/take-operation.ts',
        find: 'if (ruling !== null) carryOut(desk, ruling);',
        replace:
          'if (ruling !== null && faultOfRuling(desk, ruling, { scope: operation.scope, author: origin.author }) === null) carryOut(desk, ruling);',
      },
    ],
    says: /was decided twice/,
  },
  bug(
    'a late copy of what was erased is kept',
    'hub/sync/desk.ts',
    'return isErased(erased, operation) ? withoutValue(operation) : operation;',
    'return isErased(erased, operation) && false ? withoutValue(operation) : operation;',
    { says: /the hub holds what was erased/ },
  ),
  {
    name: 'one laptop speaks for two persons',
    edits: [
      {
        file: 'hub/approvals/judge-signer.ts',
        find: 'one.device === device && one.person !== author',
        replace: "one.device === '' && one.person !== author",
      },
      // What words say of themselves would give it away too.
      { file: 'shared/domain/approvals.ts', find: 'voices.get(device) === person', replace: 'voices.has(device)' },
    ],
    says: /persons decided/,
  },
  bug(
    'the hub takes a record out of its scope although the new one refused it',
    'hub/sync/judge-moves.ts',
    'if (outcome === null) continue;',
    'if (outcome === null || moving.has(tx)) continue;',
    { says: /did not arrive whole/ },
  ),
];
