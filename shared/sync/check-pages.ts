/**
 * Whether what the hub sent is the continuation of what it sent before ([SY5], [SY6]): the chain is folded over the
 * pages and must end where the reply says.
 */
import type { OperationId } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { emptyChain, nextChain } from '../protocol/chain.ts';
import { decodePage, type Page } from '../protocol/page.ts';
import { type RoomToUnpack, roomToUnpack } from '../protocol/room-to-unpack.ts';
import type { ReplyParts, ReplyScope } from '../protocol/sync-reply.ts';
import type { Cursor } from './ports.ts';

interface CheckedPage {
  readonly payload: Uint8Array;
  readonly page: Page;
  readonly proof: string | undefined;
}

export interface CheckedPages {
  /** `proof` is the hub's of that page, when it gives any ([RH2]). */
  readonly pages: readonly CheckedPage[];
  readonly cursors: readonly Cursor[];
  /** How each scope that fits was read. */
  readonly read: ReadonlyMap<string, ScopeRead>;
  /** Scopes whose history at the hub is another one than we had read, and is now read from the beginning. */
  readonly rewound: readonly string[];
  /** Scopes whose chain does not fit: what came of them is dropped and they are read from the beginning. */
  readonly broken: readonly string[];
  /** Scopes with more to read. One that is not named in a reply has no more. */
  readonly more: readonly string[];
}

/** What a reply says of a scope's order: where it was taken up, and the operations from there on. */
export interface ScopeRead {
  readonly start: Cursor;
  readonly places: readonly Place[];
  /** There is more to read. */
  readonly more: boolean;
}

export type PagesFailure = (Failure<'answer-unreadable'> & { readonly reason: string }) | Failure<'answer-too-large'>;

/** An operation that the request brought and the hub accepted: it has a place and need not be in a page ([SY11]). */
export interface OwnPlace {
  readonly scope: string;
  readonly seq: number;
  readonly id: OperationId;
}

/**
 * Checks a reply's pages and the places it gave against the request. `epoch` is the one that the request named; what the pages
 * unpack to is taken of `room` ([SY21]).
 */
export function checkPages(
  reply: ReplyParts,
  { cursors, epoch }: { readonly cursors: readonly Cursor[]; readonly epoch: string | null },
  ownPlaces: readonly OwnPlace[],
  room: RoomToUnpack = roomToUnpack(),
): Result<CheckedPages, PagesFailure> {
  const pages: CheckedPage[] = [];
  for (const [n, payload] of reply.pages.entries()) {
    const page = decodePage(payload);
    if (!page.ok) return unreadable(page.failure.reason);
    if (!room.take(page.value.size, page.value.operations.length)) return fail({ kind: 'answer-too-large' });
    pages.push({ payload, page: page.value, proof: reply.message.proofs?.[n] });
  }
  const known = new Map(cursors.map((cursor) => [cursor.scope, cursor]));
  const scopes = new Map(reply.message.scopes.map((scope) => [scope.scope, scope]));
  if (pages.some(({ page }) => !scopes.has(page.scope))) return unreadable('a page of a scope without a cursor');
  const newEpoch = epoch !== null && epoch !== reply.message.epoch;
  const result = { cursors: [] as Cursor[], rewound: [] as string[], broken: [] as string[] };
  const taken = new Map<string, ScopeRead>();
  for (const scope of scopes.values()) {
    const before = known.get(scope.scope);
    const read = pages.filter(({ page }) => page.scope === scope.scope).flatMap(({ page }) => page.operations);
    const own = ownPlaces.filter((place) => place.scope === scope.scope);
    const fromBefore = !scope.rewound && before !== undefined && fits(before, scope, read, own);
    const fromZero = !fromBefore && fits(zero(scope.scope), scope, read, own);
    const again = before !== undefined && before.seq > 0 && !fromBefore;
    if (fromBefore || (fromZero && (before === undefined || scope.rewound || newEpoch))) {
      const start = fromBefore ? before : zero(scope.scope);
      taken.set(scope.scope, { start, places: placesOf(start, scope, read, own), more: scope.more });
      result.cursors.push({ scope: scope.scope, seq: scope.seq, chain: scope.chain });
      if (again) result.rewound.push(scope.scope);
    } else if (again && !scope.rewound) result.broken.push(scope.scope);
    else return unreadable('the chain does not fit its own pages');
  }
  const broken = new Set(result.broken);
  const whole = [...scopes.values()].filter(({ scope }) => !broken.has(scope));
  return ok({
    ...result,
    read: taken,
    pages: pages.filter(({ page }) => !broken.has(page.scope)),
    more: [...whole.filter(({ more }) => more).map(({ scope }) => scope), ...broken],
  });
}

type Place = Pick<OwnPlace, 'seq' | 'id'>;

function fits(start: Cursor, end: ReplyScope, read: readonly Place[], own: readonly Place[]): boolean {
  if (read.some(({ seq }, i) => seq <= (read[i - 1] ?? start).seq)) return false;
  const places = placesOf(start, end, read, own);
  return (places.at(-1)?.seq ?? start.seq) === end.seq && chainOf({ start, places }, end.seq) === end.chain;
}

/** What was read and what was brought, in its order. */
function placesOf(start: Cursor, end: ReplyScope, read: readonly Place[], own: readonly Place[]): readonly Place[] {
  const places = new Map(read.map((place) => [place.seq, place]));
  for (const place of own) if (place.seq > start.seq && place.seq <= end.seq) places.set(place.seq, place);
  return [...places.values()].sort((a, b) => a.seq - b.seq);
}

/** The chain at a place of what was read; null before the place where it was taken up. */
export function chainOf({ start, places }: Pick<ScopeRead, 'start' | 'places'>, seq: number): string | null {
  if (seq < start.seq) return null;
  return places.reduce(
    (chain, place) => (place.seq > seq ? chain : nextChain(chain, place.seq, place.id)),
    start.chain,
  );
}

function zero(scope: string): Cursor {
  return { scope, seq: 0, chain: emptyChain };
}

function unreadable(reason: string): Result<never, PagesFailure> {
  return fail({ kind: 'answer-unreadable', reason });
}
