/**
 * What a device has not read yet: pages of the scopes in which one of its people holds a role, and nothing else. What the
 * very request brought is left out, since its outcome says its place and the device has the rest ([SY11]).
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { emptyChain } from '../../shared/protocol/chain.ts';
import { type UnpackedLimit, unpackedLimit } from '../../shared/protocol/limits.ts';
import type { PackManifest } from '../../shared/protocol/pack.ts';
import { encodePage, type PageLayout, type PlacedOperation } from '../../shared/protocol/page.ts';
import { contentOf } from '../../shared/protocol/proved-page.ts';
import { type RoomToUnpack, roomToUnpack } from '../../shared/protocol/room-to-unpack.ts';
import type { ReplyScope } from '../../shared/protocol/sync-reply.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import { manifestOf, manifestRowSize, type PackDesk } from './decide-packs.ts';
import type { HubTransaction, Pack, ScopePosition } from './hub-store.ts';
import { layoutFor } from './layout-for.ts';

/** Stored bytes that go into one page: packed about 256 kB of texts, far less of short values. */
const pageSize = 3 * 1024 * 1024;
/** How many stored bytes a packed one stands for: assumed of the first page, and believed of later ones at most. */
const density = { assumed: 4, most: 16 };

export interface PagesGiven {
  readonly scopes: ReplyScope[];
  readonly pages: Uint8Array[];
  /** What is proved of each page ([RH2]). */
  readonly contents: Uint8Array[];
  /** Packs that may be asked for ([PK4]), and those that were ([PK5]). */
  readonly manifests: PackManifest[];
  readonly packs: Uint8Array[];
  /** Where the device is in a scope once it has absorbed the packs of this answer. */
  readonly packedTo: Map<ScopeId, number>;
  /** Bytes of the budget that are left, perhaps less than none. */
  left: number;
}

/** An answer that gives nothing yet. */
export function giveNothing(budget: number): PagesGiven {
  return { scopes: [], pages: [], contents: [], manifests: [], packs: [], packedTo: new Map(), left: budget };
}

export interface Readable {
  readonly readable: readonly ScopeId[];
  /** Where in a scope the request's own operations begin, up to its end. */
  readonly broughtFrom: ReadonlyMap<ScopeId, number>;
  /** Bytes for pages and packs, about. */
  readonly budget: number;
  /** Null for a device that does not read packs. */
  readonly desk: PackDesk | null;
  /** What a device takes of one answer ([SY21]). */
  readonly limit?: UnpackedLimit;
}

/**
 * Pages and packs for a device from its cursors on, in about `budget` bytes. A cursor that is not of this hub's history (ahead of
 * it, another chain, another epoch) starts again from 0 and is told so: the device loses nothing.
 */
export async function givePages(
  tx: HubTransaction,
  request: Pick<SyncRequest, 'cursors' | 'epoch' | 'layout' | 'readsLetGo'>,
  hub: { readonly epoch: string },
  { readable, broughtFrom, budget, desk, limit = unpackedLimit }: Readable,
): Promise<PagesGiven> {
  const cursors = new Map(request.cursors.map((cursor) => [cursor.scope, cursor]));
  const sameHistory = request.epoch === hub.epoch;
  const given: Giving = {
    ...giveNothing(budget),
    density: density.assumed,
    budget,
    desk,
    room: roomToUnpack(limit),
    isFull: false,
  };
  const starts: ScopeStart[] = [];
  for (const position of await tx.positions(readable)) {
    const cursor = cursors.get(position.scope) ?? { seq: 0, chain: emptyChain };
    const isHere = cursor.seq === position.seq && cursor.chain === position.chain;
    if (sameHistory && isHere) continue;
    // Before its first answer a device knows no epoch; its cursors are then judged by their chains alone.
    const known =
      (sameHistory || request.epoch === null) &&
      (isHere || (cursor.seq < position.seq && (await chainAt(tx, position.scope, cursor.seq)) === cursor.chain));
    const { seq, chain } = known ? cursor : { seq: 0, chain: emptyChain };
    const last = (broughtFrom.get(position.scope) ?? position.seq + 1) - 1;
    const beyond = request.readsLetGo === true ? null : await tx.firstLetGo(position.scope, seq);
    const layout = layoutFor(request);
    starts.push({ position, seq, chain, last, beyond, rewound: !known && cursor.seq > 0, layout });
  }
  // What was asked for goes first: the device waits for it.
  for (const start of starts) await giveAsked(tx, start, given);
  for (const start of starts) if (!given.packedTo.has(start.position.scope)) await giveScope(tx, start, given);
  const { scopes, pages, contents, manifests, packs, packedTo, left } = given;
  return { scopes, pages, contents, manifests, packs, packedTo, left };
}

interface Giving extends PagesGiven {
  readonly budget: number;
  readonly desk: PackDesk | null;
  /** Stored bytes for each packed one of the page before. */
  density: number;
  readonly room: RoomToUnpack;
  /** A page more would be more than a device takes of one answer. */
  isFull: boolean;
}

interface ScopeStart {
  readonly position: ScopePosition;
  readonly seq: number;
  readonly chain: string;
  readonly rewound: boolean;
  /** The last place to give. */
  readonly last: number;
  /** The first place that the device cannot read, whose value was let go ([CP2]). */
  readonly beyond: number | null;
  readonly layout: PageLayout;
}

async function chainAt(tx: HubTransaction, scope: ScopeId, seq: number): Promise<string | undefined> {
  return (await tx.marks(scope, [seq])).get(seq)?.chain;
}

/** Gives the packs of a scope that were asked for; a device that asked knows its manifest. */
async function giveAsked(tx: HubTransaction, start: ScopeStart, given: Giving): Promise<void> {
  const { position, rewound } = start;
  const asked = rewound || start.seq === position.seq ? [] : (given.desk?.asked(position.scope) ?? []);
  // What would never fit, since the link became worse, would be cut off again and again: pages then.
  if (asked[0] === undefined || asked[0].size > given.budget) return;
  const gone: Pack[] = [];
  for (const pack of asked) {
    if (pack.size > given.left) break;
    const bytes = await tx.packBytes(pack.hash);
    if (bytes === null) continue;
    given.packs.push(bytes);
    given.left -= bytes.length;
    gone.push(pack);
  }
  let { seq } = start;
  for (const pack of gone.sort((a, b) => a.first - b.first)) if (pack.first === seq + 1) seq = pack.last;
  given.packedTo.set(position.scope, seq);
  nameScope(given, start, start);
}

/** Gives the pages of a scope, up to where packs go on when there are some. */
async function giveScope(tx: HubTransaction, start: ScopeStart, given: Giving): Promise<void> {
  const { scope, seq: end, chain: endChain } = start.position;
  const desk = start.beyond === null ? given.desk : null;
  const packs = (await desk?.offer(start.position, { after: start.seq, last: start.last }, given.budget)) ?? null;
  if (packs === 'later') return nameScope(given, start, start);
  const packsFrom = (packs?.[0]?.first ?? Number.POSITIVE_INFINITY) - 1;
  const last = Math.min(start.last, packsFrom, (start.beyond ?? Number.POSITIVE_INFINITY) - 1);
  let { seq, chain } = start;
  while (seq < last && given.left > 0 && !given.isFull) {
    // What does not pack as well as the page before ends a small budget a little late, not with a large page.
    const size = Math.min(pageSize, given.left * given.density);
    const found = await tx.page(scope, seq, size);
    const entries = found.filter((entry) => entry.seq <= last);
    const lastEntry = entries.at(-1);
    if (lastEntry === undefined) throw new Error(`${scope} has a gap after ${seq}.`);
    const operations = entries.map(({ operation }) => operation as PlacedOperation);
    const content = contentOf({ scope, operations });
    given.isFull = !given.room.take(content.length, operations.length);
    if (given.isFull) break;
    const page = encodePage({ scope, operations }, start.layout);
    given.pages.push(page);
    given.contents.push(content);
    given.left -= page.length;
    given.density = Math.min(Math.max(size / page.length, density.assumed), density.most);
    ({ seq, chain } = lastEntry);
  }
  if (packs !== null && seq === packsFrom) {
    given.manifests.push(manifestOf(scope, packs));
    given.left -= packs.length * manifestRowSize;
  } else if (seq >= start.last) [seq, chain] = [end, endChain];
  nameScope(given, start, { seq, chain });
}

/** Says where the device is in a scope once it has the pages of this answer. */
function nameScope(
  given: Giving,
  { position: { scope, seq: end }, rewound }: ScopeStart,
  { seq, chain }: Pick<ScopeStart, 'seq' | 'chain'>,
): void {
  given.scopes.push({ scope, seq, chain, more: seq < end, ...(seq < end ? { end } : {}), rewound });
}
