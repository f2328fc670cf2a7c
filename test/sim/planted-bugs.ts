/**
 * Bugs of the kind that sync engines really have, each as an edit of today's source. The simulator must find every one:
 * a simulator that finds nothing proves nothing. An edit whose text is no longer there fails the test, so that the list
 * keeps up with the code.
 */
export interface PlantedBug {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
  /** What the verdict must say, when it is not enough that it finds something. */
  readonly says?: RegExp;
}

const bug = (name: string, file: string, find: string, replace: string): PlantedBug => ({
  name,
  edits: [{ file, find, replace }],
});

/** A bug that the comparison with the hub would put right ([VR3]): planted together with a hub that finds no difference. */
const unnoticed = (...planted: Parameters<typeof bug>): PlantedBug => {
  const { name, edits } = bug(...planted);
  const blind = { file: 'hub/sync/decide-readings.ts', find: 'mark.digest === digest', replace: 'mark !== undefined' };
  return { name: `${name}, and nobody compares`, edits: [...edits, blind] };
};

const leavesJournal = bug(
  'a purge leaves the journal as it was',
  'shared/sync/erase-purged.ts',
  'for (const some of inPieces(parts))',
  'for (const some of inPieces([]))',
);

export const plantedBugs: readonly PlantedBug[] = [
  bug(
    'the outbox is cleared when a request is sent, not when it is answered',
    'shared/sync/sync-rounds.ts',
    'const answer = await core.ports.transport.exchange(request.body);',
    'await core.ports.store.write({ outboxRemove: request.sent.flat() });\n    const answer = await core.ports.transport.exchange(request.body);',
  ),
  bug(
    'saved is said without the journal',
    'shared/sync/engine-core.ts',
    'const appended = await ports.journal.append(bytes);',
    'const appended = ok({ position: await ports.journal.position() });',
  ),
  bug(
    'a rebuild from the journal forgets what was saved here',
    'shared/sync/replay.ts',
    'else piece.push(entry, ...replacementsIn(entry, damaged));',
    "else if (entry.kind !== 'saved') piece.push(entry);",
  ),
  bug(
    'what was superseded before it arrived becomes a head when it does',
    'shared/sync/merge.ts',
    'if (!wasMissing) left.push(headOf(operation));',
    'left.push(headOf(operation));',
  ),
  bug(
    'the later Lamport number wins and the other head is dropped',
    'shared/sync/merge.ts',
    'if (!wasMissing) left.push(headOf(operation));',
    'if (!wasMissing) left.push(headOf(operation));\n  left.sort(byTime).splice(0, left.length - 1);',
  ),
  bug(
    'a wall clock decides which head stays',
    'shared/sync/merge.ts',
    'if (!wasMissing) left.push(headOf(operation));',
    'if (!wasMissing && !left.some((head) => head.wall > operation.wall)) left.push(headOf(operation));',
  ),
  unnoticed(
    'the cursor moves although a page was not taken',
    'shared/sync/take-reply.ts',
    'if (page.operations.length === 0) continue;',
    'if (page.operations.length % 5 === 0) continue;',
  ),
  bug(
    'refused work goes on being shown as if it were accepted',
    'shared/sync/known-beside.ts',
    "return refusal?.outcome.kind === 'refused' || refusal?.outcome.kind === 'quarantined';",
    'return refusal === undefined && false;',
  ),
  unnoticed(
    'outcomes are read in the wrong order',
    'shared/sync/take-reply.ts',
    'outcomesOfRuns(message.outcomes, request.sent)',
    'outcomesOfRuns(message.outcomes, request.sent.map((ids) => [...ids].reverse()))',
  ),
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
  ),
  bug(
    'operations are named by scope and counter instead of their hash',
    'shared/protocol/operation-header.ts',
    'return idOf(writeHeader(operation, body));',
    'return idOf(new Uint8Array([operation.lamport % 256, operation.lamport >> 8]));',
  ),
  bug(
    'a damaged row is sent as it is',
    'shared/sync/build-request.ts',
    'if (!isWorthIt) return { ...picked, operations: whole };',
    'if (!isWorthIt || picked) return picked;',
  ),
  bug(
    'what the journal has of a damaged row does not replace it',
    'shared/sync/replay.ts',
    "[{ kind: 'repair', operations }]",
    '[]',
  ),
  bug(
    'a store that missed a write is never caught up',
    'shared/sync/engine-core.ts',
    'core.stale = true;',
    'core.stale = false;\n      memory.mark = mark;',
  ),
  {
    name: 'the hub writes its history anew behind places that it signed',
    edits: [
      {
        file: 'hub/sync/memory-hub-store.ts',
        find: "import { emptyMark } from './place-after.ts';",
        replace: "import { emptyMark, placeAfter } from './place-after.ts';",
      },
      {
        file: 'hub/sync/memory-hub-store.ts',
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
      {
        file: 'shared/sync/sync-rounds.ts',
        find: 'const mostRounds = 10_000;',
        replace: 'const mostRounds = 100;',
      },
    ],
  },
  bug(
    'a device does not purge',
    'shared/sync/purge.ts',
    'return lost.filter((scope) => !waiting.has(scope));',
    'return lost.filter((scope) => waiting.has(scope));',
  ),
  bug(
    'a purge takes what waits with it',
    'shared/sync/purge.ts',
    'return lost.filter((scope) => !waiting.has(scope));',
    'await store.write({ outboxRemove: (await store.outbox(everything)).filter((one) => lost.includes(one.scope)).map(({ id }) => id) });\n  return lost;',
  ),
  {
    name: 'a rebuild does not know of purges, which left the journal as it was',
    edits: [
      ...bug(
        'a rebuild from the journal does not know of purges',
        'shared/sync/journal-entry.ts',
        'return purged === undefined ? ',
        "return purged === undefined || purged.name !== '' ? ",
      ).edits,
      ...leavesJournal.edits,
    ],
  },
  unnoticed('the cursor outlives the purge', 'shared/sync/memory-store.ts', 'tables.cursors.delete(scope);', ''),
  {
    ...bug(
      'a pack with a wrong hash is taken',
      'shared/sync/pack-reading.ts',
      'const hash = packHash(payload);',
      'const hash = asked[payloads.indexOf(payload)] ?? packHash(payload);',
    ),
    says: /says that somebody else wrote/,
  },
  bug('a purge keeps what others wrote', 'shared/sync/purge-change.ts', 'purge: [scope],', 'purge: [],'),
  bug(
    'a restored hub is given back nothing that others wrote',
    'shared/sync/offer-again.ts',
    'for (const scope of scopes) for (const { id } of',
    'for (const scope of []) for (const { id } of',
  ),
  bug(
    'a restored hub is not asked again about what it held',
    'shared/sync/offer-again.ts',
    'for (const { id } of await ownRefused(core)) offered.add(id);',
    '',
  ),
  bug(
    'a restored hub is not offered what it accepted beyond the cursor',
    'shared/sync/offer-again.ts',
    'for (const id of await placedAhead(core, held, new Set(scopes))) offered.add(id);',
    '',
  ),
  bug(
    'a lost scope is purged although the hub may have lost it too',
    'shared/sync/offer-again.ts',
    '.filter((scope) => isRestored && !granted.has(scope));',
    '.filter((scope) => isRestored && !granted.has(scope) && false);',
  ),
  {
    ...bug(
      'compaction lets go of every value but the last that is shown',
      'hub/compaction/find-superseded.ts',
      'this.#superseded.get(keyOf(field, id)) === true && !open.has(field)',
      'this.#known.findLast((one) => one.field === field)?.id !== id',
    ),
    says: /disagrees about record|which laptop/,
  },
  {
    ...bug(
      'compaction does not wait for a laptop that lags',
      'hub/compaction/compact-scope.ts',
      'settled.get(id) ?? 0',
      'Math.max(settled.get(id) ?? 0, Number.POSITIVE_INFINITY)',
    ),
    says: /has not passed|on which .* builds/,
  },
  {
    ...bug(
      'compaction takes places of another history for passed',
      'hub/sync/decide-exchange.ts',
      'one.rewound ? one.scope : []',
      'one.rewound && false ? one.scope : []',
    ),
    says: /has not passed/,
  },
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
    'an upgrade leaves the list as the older edition wrote it',
    'shared/sync/derive-for-edition.ts',
    'if (changed.size === 0) return;',
    'if (changed.size === 0 || changed.size > 0) return;',
  ),
  unnoticed(
    'what a laptop wrote itself is not taken from pages, though its disk is older',
    'shared/sync/absorb.ts',
    'if (before === undefined) this.#merge(operation);\n    else {',
    'if (before === undefined && operation.origin.device !== this.#device) this.#merge(operation);\n    else if (before !== undefined) {',
  ),
  leavesJournal,
  {
    ...bug(
      'a late copy of what was erased is kept',
      'hub/sync/desk.ts',
      'return isErased(erased, operation) ? withoutValue(operation) : operation;',
      'return isErased(erased, operation) && false ? withoutValue(operation) : operation;',
    ),
    says: /the hub holds what was erased/,
  },
  {
    ...bug(
      'an erasure leaves the journal as it was',
      'shared/sync/erase-bodies.ts',
      'for (const some of inPieces(held))',
      'for (const some of inPieces([]))',
    ),
    says: /holds what was erased, .* in its journal/,
  },
  {
    ...bug(
      'a page of before an erasure goes into the journal as it came',
      'shared/sync/erased-page.ts',
      'if (erased.size === 0 || !operations.some(holds))',
      'if (erased.size === 0 || !operations.some(holds) || proof !== undefined)',
    ),
    says: /holds what was erased/,
  },
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
    'what was held of a purged scope is erased with the rest',
    'shared/sync/erase-purged.ts',
    'operation.scope === scope && !kept.has(operation.id);',
    'operation.scope === scope;',
  ),
  {
    ...bug(
      'the hub takes a record out of its scope although the new one refused it',
      'hub/sync/judge-moves.ts',
      'if (outcome === null) continue;',
      'if (outcome === null || moving.has(tx)) continue;',
    ),
    says: /did not arrive whole/,
  },
  {
    ...bug(
      'a move hides an edit that its author had not seen',
      'shared/domain/view.ts',
      "!answers.has('there') && unseenEdits(state).length === 0;",
      "!answers.has('there') && (unseenEdits(state).length === 0 || movesOf(state).length > 0);",
    ),
    says: /hides/,
  },
];

/** Where the search for a bug begins that shows in few seeds, or whose first ones take long: the gate has minutes. */
export const firstSeeds: Readonly<Record<string, number>> = {
  'one laptop speaks for two persons': 382,
  'what was held of a purged scope is erased with the rest': 5,
  'compaction does not wait for a laptop that lags': 99,
  'compaction lets go of every value but the last that is shown': 225,
  'saved is said without the journal': 4,
  'the hub forgets to stop sending a scope that nobody on the device may read any more': 10,
  'outcomes are read in the wrong order, and nobody compares': 22,
  'what was superseded before it arrived becomes a head when it does': 55,
  'a store that missed a write is never caught up': 93,
  'the hub skips a row between two pages': 22,
  'a restored hub is given back nothing that others wrote': 250,
  'a damaged row is sent as it is': 161,
  'what the journal has of a damaged row does not replace it': 93,
  'a restored hub is not asked again about what it held': 160,
  'a purge takes what waits with it': 243,
  'a decision of a laptop is put into the order and not carried out': 253,
  'a lost scope is purged although the hub may have lost it too': 1_217,
  'compaction takes places of another history for passed': 5_041,
  'a move hides an edit that its author had not seen': 124,
  'the hub takes a record out of its scope although the new one refused it': 116,
  'the cursor outlives the purge, and nobody compares': 274,
  'a restored hub is not offered what it accepted beyond the cursor': 3_227,
  'the later Lamport number wins and the other head is dropped': 21,
  'a wall clock decides which head stays': 21,
  'a pack with a wrong hash is taken': 26,
  'a purge keeps what others wrote': 5,
  'the page decides and the order does not say so': 31,
  'a decision that came second stands in the order beside the first': 415,
  'a purge leaves the journal as it was': 46,
  'a late copy of what was erased is kept': 320,
  'an erasure leaves the journal as it was': 80,
  'a page of before an erasure goes into the journal as it came': 80,
  'the hub writes its history anew behind places that it signed': 22,
  'an upgrade leaves the list as the older edition wrote it': 25,
  'what a laptop wrote itself is not taken from pages, though its disk is older, and nobody compares': 43,
  'the outbox is cleared when a request is sent, not when it is answered': 3,
  'refused work goes on being shown as if it were accepted': 3,
  'a device does not purge': 5,
  'a rebuild does not know of purges, which left the journal as it was': 3,
};
