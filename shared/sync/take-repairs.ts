/**
 * Taking what the hub says of what differs: digests of parts, of which those that differ are asked next, and at last the
 * operations of small ranges, which replace what is here ([VR3] to [VR5]). Nothing else is touched, and nothing deleted.
 */
import type { ScopeId } from '../base/ids.ts';
import { emptyChain } from '../protocol/chain.ts';
import { type PlaceRange, smallRange } from '../protocol/digest.ts';
import { decodePage, type Page } from '../protocol/page.ts';
import type { RoomToUnpack } from '../protocol/room-to-unpack.ts';
import type { ReplyParts } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import type { Checkpoint } from './checkpoint.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import { differingParts, toldDigests } from './compare-parts.ts';
import type { EngineCore } from './engine-core.ts';
import { pageFrameWithout } from './erased-page.ts';
import { digestOfAll, digestOfRange, fitsChain, placesIn, readHeld } from './held-places.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Store } from './ports.ts';
import type { SyncSession } from './sync-session.ts';

export interface ScopeRange extends PlaceRange {
  readonly scope: ScopeId;
}

/** A diagnostic: what was found wrong on this disk, and put right from the hub. */
export interface Repair {
  readonly scope: ScopeId;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
  /** Operations that were not here. */
  readonly missing: number;
  /** Operations whose row held something else. */
  readonly damaged: number;
  /** Operations that the hub does not have where they were held. */
  readonly displaced: number;
  /** Packs that came as other bytes than their hash says, and were thrown away ([PK6]). */
  readonly packs?: number;
}

export interface RepairsTaken {
  readonly frames: Uint8Array[];
  readonly entries: JournalEntry[];
  /** Operations that lose their place; those of this device are offered again. */
  readonly lost: Pick<Checkpoint, 'displaced' | 'offered'>;
}

/** Reads one answer: what to ask next goes into the session, what to put right is returned. */
export async function takeRepairs(
  core: EngineCore,
  { comparison }: SyncSession,
  request: BuiltRequest,
  { message, pages, repairs }: ReplyParts,
  room: RoomToUnpack,
): Promise<RepairsTaken> {
  comparison.ranges = comparison.ranges.slice(request.ranges.length);
  // Whoever was asked once and asks nothing new is not asked again: no hub can keep us in circles.
  comparison.sayCursors = message.sayCursors === true && !comparison.sayCursors;
  for (const { scope, seq, digest } of message.differs ?? []) {
    if (comparison.done.has(scope) || comparison.held.has(scope)) continue;
    const held = await readHeld(core.ports.store, scope);
    comparison.held.set(scope, held);
    if (digestOfRange(held, { from: 1, to: seq }) === digest) continue; // only the kept digest was wrong
    comparison.found.set(scope, { scope, at: core.ports.clock.now(), missing: 0, damaged: 0, displaced: 0 });
  }
  const readShort = !comparison.readsWhole;
  for (const told of toldDigests(message)) {
    const held = comparison.held.get(told.scope);
    if (held === undefined || !comparison.found.has(told.scope)) continue;
    const differing = differingParts(told, (part) => digestOfRange(held, part));
    // Asked once more, by whole digests; of a hub that tells short ones again this is not believed.
    const agreesByChance = readShort && told.isShort && differing.length === 0;
    comparison.readsWhole ||= agreesByChance;
    const next = agreesByChance ? [told.range] : differing;
    comparison.ranges.push(...next.map((part) => ({ scope: told.scope, ...part })));
  }
  // Of a scope that differs, the hub answers at once as if its whole had been asked for.
  const whole = (message.differs ?? []).map(({ scope, seq }) => ({ scope, from: 1, to: seq }));
  const proofs = message.proofs?.slice(pages.length) ?? [];
  return takePages(core, comparison, [...request.ranges, ...whole], { repairs, proofs, room });
}

function takePages(
  core: EngineCore,
  comparison: SyncSession['comparison'],
  ranges: readonly ScopeRange[],
  {
    repairs,
    proofs,
    room,
  }: {
    readonly repairs: readonly Uint8Array[];
    readonly proofs: readonly string[];
    readonly room: RoomToUnpack;
  },
): RepairsTaken {
  const taken = {
    frames: [] as Uint8Array[],
    entries: [] as JournalEntry[],
    displaced: [] as string[],
    offered: [] as string[],
  };
  const asked = ranges.filter(({ from, to }) => to - from < smallRange);
  for (const [n, payload] of repairs.entries()) {
    const page = decodePage(payload);
    // What would be too much for one answer is not looked at, and asked for again with the next.
    if (page.ok && !room.take(page.value.size, page.value.operations.length)) {
      comparison.ranges.push(...asked.filter(({ scope }) => comparison.found.has(scope)));
      break;
    }
    const at = page.ok ? asked.findIndex(({ scope }) => scope === page.value.scope) : -1;
    const [range] = at < 0 ? [] : asked.splice(at, 1);
    if (!page.ok || range === undefined || !comparison.found.has(range.scope)) continue;
    if (!isWithin(page.value, range)) continue;
    const last = page.value.operations.at(-1)?.seq ?? range.to;
    // What the hub could not fit comes with the next answer.
    if (last < range.to && page.value.operations.length > 0) comparison.ranges.push({ ...range, from: last + 1 });
    taken.frames.push(pageFrameWithout(core.memory.erased, payload, page.value, proofs[n]));
    const { operations } = page.value;
    taken.entries.push({ kind: 'page', operations }, { kind: 'repair', operations });
    for (const { id, device, isLetGo } of note(comparison, page.value, { ...range, to: last })) {
      // Without its value it cannot be offered by itself.
      const isOffered = device === core.memory.identity?.device && !isLetGo;
      (isOffered ? taken.offered : taken.displaced).push(id);
    }
  }
  const { frames, entries, displaced, offered } = taken;
  const lost = { ...(displaced.length === 0 ? {} : { displaced }), ...(offered.length === 0 ? {} : { offered }) };
  return { frames, entries, lost };
}

function isWithin({ operations }: Page, { from, to }: PlaceRange): boolean {
  return operations.every(({ seq }) => seq >= from && seq <= to);
}

/** Counts what a page puts right, and returns what is held in its range and not in it. */
function note(comparison: SyncSession['comparison'], { scope, operations }: Page, range: PlaceRange) {
  const held = comparison.held.get(scope);
  const found = comparison.found.get(scope);
  if (held === undefined || found === undefined) return [];
  const here = placesIn(held.places, range);
  const ids = new Set(here.map(({ id }) => id));
  const theirs = new Set(operations.map(({ id }) => id));
  const fresh = operations.filter(({ id }) => !ids.has(id));
  const damaged = fresh.filter(({ id }) => held.damaged.has(id)).length;
  const displaced = here.filter(({ id }) => !theirs.has(id));
  comparison.found.set(scope, {
    ...found,
    missing: found.missing + fresh.length - damaged,
    damaged: found.damaged + damaged,
    displaced: found.displaced + displaced.length,
  });
  return displaced;
}

/** Diagnostics that are kept, newest last. */
const repairsKept = 50;

/** Adds diagnostics to those that are kept. */
export async function keepRepairs(store: Store, found: readonly Repair[]): Promise<void> {
  const before = ((await store.meta('repairs')) ?? []) as readonly Repair[];
  await store.write({ meta: { repairs: [...before, ...found].slice(-repairsKept) } });
}

/** Ends the comparison of scopes with nothing left to ask: their digests are taken from the rows, and what was found is kept. */
export async function endComparisons(core: EngineCore, { comparison }: SyncSession): Promise<void> {
  const { store } = core.ports;
  const pending = new Set(comparison.ranges.map(({ scope }) => scope));
  for (const scope of [...comparison.held.keys()].filter((one) => !pending.has(one))) {
    const held = await readHeld(store, scope);
    const digests = { ...core.memory.digests, [scope]: digestOfAll(held) };
    const found = comparison.found.get(scope);
    if (found !== undefined) await keepRepairs(store, [found]);
    await store.write({ meta: { digests } });
    core.memory.digests = digests;
    comparison.held.delete(scope);
    comparison.found.delete(scope);
    comparison.done.add(scope);
    const cursor = (await store.cursors()).find((one) => one.scope === scope);
    if (found !== undefined && cursor !== undefined && !fitsChain(held, cursor)) await readAgain(core, scope);
  }
}

/** What a repair brought is not what the hub signed: the scope is read from its beginning, where it must be ([VR7]). */
async function readAgain(core: EngineCore, scope: ScopeId): Promise<void> {
  const rereading = [...new Set([...core.memory.rereading, scope])];
  const checkpoint = { at: core.ports.clock.now(), cursors: [{ scope, seq: 0, chain: emptyChain }], rereading };
  await commitCheckpoint(core, checkpoint);
}
