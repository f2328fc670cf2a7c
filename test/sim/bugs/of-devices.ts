/** Bugs of the engine that runs on a device. */
import { bug, type PlantedBug, unnoticed } from './planted-bug.ts';

const leavesJournal = bug(
  'a purge leaves the journal as it was',
  'shared/sync/erase-purged.ts',
  'for (const some of inPieces(parts))',
  'for (const some of inPieces([]))',
);

export const bugsOfDevices: readonly PlantedBug[] = [
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
    'shared/sync/reply-entries.ts',
    'if (page.operations.length === 0) continue;',
    'if (page.operations.length % 5 === 0) continue;',
  ),
  bug(
    'refused work goes on being shown as if it were accepted',
    'shared/sync/known-beside.ts',
    "return kind === 'refused' || kind === 'quarantined' || refusal?.isApart === true;",
    'return refusal?.isApart === true;',
  ),
  unnoticed(
    'outcomes are read in the wrong order',
    'shared/sync/take-reply.ts',
    'outcomesOfRuns(message.outcomes, request.sent)',
    'outcomesOfRuns(message.outcomes, request.sent.map((ids) => [...ids].reverse()))',
  ),
  bug(
    'operations are named by scope and counter instead of their hash',
    'shared/protocol/operation-header.ts',
    'return idOf(writeHeader(operation, body));',
    'return idOf(new Uint8Array([operation.lamport % 256, operation.lamport >> 8]));',
  ),
  bug(
    'a damaged row is sent as it is',
    'shared/sync/pick-operations.ts',
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
  bug(
    'a device that was shown what the hub does not have any more keeps no proof of it',
    'shared/sync/witness.ts',
    'if (seen !== undefined && kind !== null) contradictions.push({ kind, seen, given, at });',
    '',
    { says: /never noticed that the hub went back/ },
  ),
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
      {
        file: 'shared/sync/journal-entry.ts',
        find: 'return purged === undefined ? ',
        replace: "return purged === undefined || purged.name !== '' ? ",
      },
      ...leavesJournal.edits,
    ],
  },
  unnoticed('the cursor outlives the purge', 'shared/sync/memory-store.ts', 'tables.cursors.delete(scope);', '', {}),
  bug(
    'a pack with a wrong hash is taken',
    'shared/sync/pack-reading.ts',
    'const hash = packHash(payload);',
    'const hash = asked[payloads.indexOf(payload)] ?? packHash(payload);',
    { says: /says that somebody else wrote/ },
  ),
  bug(
    'a pack is taken ready where some of it is here already',
    'shared/sync/take-packs.ts',
    '(await ports.store.holdsNone?.(rows)) === true',
    'ports.store.holdsNone !== undefined',
  ),
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
  bug(
    'an erasure leaves the journal as it was',
    'shared/sync/erase-bodies.ts',
    'for (const some of inPieces(held))',
    'for (const some of inPieces([]))',
    { says: /holds what was erased, .* in its journal/ },
  ),
  bug(
    'a page of before an erasure goes into the journal as it came',
    'shared/sync/erased-page.ts',
    'if (erased.size === 0 || !operations.some(holds))',
    'if (erased.size === 0 || !operations.some(holds) || proof !== undefined)',
    { says: /holds what was erased/ },
  ),
  bug(
    'what was held of a purged scope is erased with the rest',
    'shared/sync/erase-purged.ts',
    'operation.scope === scope && !kept.has(operation.id);',
    'operation.scope === scope;',
  ),
  bug(
    'a move hides an edit that its author had not seen',
    'shared/domain/view.ts',
    "!answers.has('there') && unseenEdits(state).length === 0;",
    "!answers.has('there') && (unseenEdits(state).length === 0 || movesOf(state).length > 0);",
    { says: /hides/ },
  ),
];
