/**
 * What a device has not read yet: pages of the scopes in which one of its people holds a role, and nothing else. What the
 * very request brought is left out, since its outcome says its place and the device has the rest ([SY11]).
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { emptyChain } from '../../shared/protocol/chain.ts';
import { encodePage, newestLayout, type PageLayout, type PlacedOperation } from '../../shared/protocol/page.ts';
import type { ReplyScope } from '../../shared/protocol/sync-reply.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { HubTransaction, ScopePosition } from './hub-store.ts';

/** Stored bytes that go into one page: packed about 256 kB of texts, far less of short values. */
const pageSize = 3 * 1024 * 1024;
/** How many stored bytes a packed one stands for: assumed of the first page, and believed of later ones at most. */
const density = { assumed: 4, most: 16 };

export interface PagesGiven {
  readonly scopes: ReplyScope[];
  readonly pages: Uint8Array[];
  /** Bytes of the budget that are left, perhaps less than none. */
  readonly left: number;
}

export interface Readable {
  readonly readable: readonly ScopeId[];
  /** Where in a scope the request's own operations begin, up to its end. */
  readonly broughtFrom: ReadonlyMap<ScopeId, number>;
  /** Bytes for pages, about. */
  readonly budget: number;
}

/**
 * Pages for a device from its cursors on, in about `budget` bytes. A cursor that is not of this hub's history (ahead of
 * it, another chain, another epoch) starts again from 0 and is told so: the device loses nothing (sync.md 20).
 */
export async function givePages(
  tx: HubTransaction,
  request: Pick<SyncRequest, 'cursors' | 'epoch' | 'layout'>,
  hub: { readonly epoch: string },
  { readable, broughtFrom, budget }: Readable,
): Promise<PagesGiven> {
  const cursors = new Map(request.cursors.map((cursor) => [cursor.scope, cursor]));
  const sameHistory = request.epoch === hub.epoch;
  const given: Giving = { scopes: [], pages: [], left: budget, density: density.assumed };
  for (const position of await tx.positions(readable)) {
    const cursor = cursors.get(position.scope) ?? { seq: 0, chain: emptyChain };
    const isHere = cursor.seq === position.seq && cursor.chain === position.chain;
    if (sameHistory && isHere) continue;
    // Before its first answer a device knows no epoch; its cursors are then judged by their chains alone.
    const known =
      (sameHistory || request.epoch === null) &&
      (isHere || (cursor.seq < position.seq && (await chainAt(tx, position.scope, cursor.seq)) === cursor.chain));
    const start = known ? cursor : { seq: 0, chain: emptyChain };
    const last = (broughtFrom.get(position.scope) ?? position.seq + 1) - 1;
    await giveScope(
      tx,
      position,
      { ...start, last, rewound: !known && cursor.seq > 0, layout: layoutFor(request) },
      given,
    );
  }
  return given;
}

/** The layout that a device reads: one that says nothing reads the first ([SY15]). */
export function layoutFor({ layout }: Pick<SyncRequest, 'layout'>): PageLayout {
  return layout !== undefined && layout >= newestLayout ? newestLayout : 1;
}

interface Giving {
  readonly scopes: ReplyScope[];
  readonly pages: Uint8Array[];
  left: number;
  /** Stored bytes for each packed one of the page before. */
  density: number;
}

interface ScopeStart {
  readonly seq: number;
  readonly chain: string;
  readonly rewound: boolean;
  /** The last place to give. */
  readonly last: number;
  readonly layout: PageLayout;
}

async function chainAt(tx: HubTransaction, scope: ScopeId, seq: number): Promise<string | undefined> {
  return (await tx.marks(scope, [seq])).get(seq)?.chain;
}

async function giveScope(
  tx: HubTransaction,
  { scope, seq: end, chain: endChain }: ScopePosition,
  start: ScopeStart,
  given: Giving,
): Promise<void> {
  let { seq, chain } = start;
  while (seq < start.last && given.left > 0) {
    // What does not pack as well as the page before ends a small budget a little late, not with a large page.
    const size = Math.min(pageSize, given.left * given.density);
    const found = await tx.page(scope, seq, size);
    const entries = found.filter((entry) => entry.seq <= start.last);
    const last = entries.at(-1);
    if (last === undefined) throw new Error(`${scope} has a gap after ${seq}.`);
    const operations = entries.map(({ operation }) => operation as PlacedOperation);
    const page = encodePage({ scope, operations }, start.layout);
    given.pages.push(page);
    given.left -= page.length;
    given.density = Math.min(Math.max(size / page.length, density.assumed), density.most);
    ({ seq, chain } = last);
  }
  if (seq >= start.last) [seq, chain] = [end, endChain];
  given.scopes.push({ scope, seq, chain, more: seq < end, ...(seq < end ? { end } : {}), rewound: start.rewound });
}
