/**
 * Whether what the hub sent is the continuation of what it sent before ([SY5], [SY6]): the chain is folded over the
 * pages and must end where the reply says.
 */
import type { Cursor } from './ports.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { emptyChain, nextChain } from '../protocol/chain.ts';
import { decodePage, type Page } from '../protocol/page.ts';
import type { ReplyParts, ReplyScope } from '../protocol/sync-reply.ts';

export interface CheckedPages {
  readonly pages: readonly { readonly payload: Uint8Array; readonly page: Page }[];
  readonly cursors: readonly Cursor[];
  /** Scopes whose history at the hub is another one than we had read, and is now read from the beginning. */
  readonly rewound: readonly string[];
  /** Scopes whose chain does not fit: what came of them is dropped and they are read from the beginning. */
  readonly broken: readonly string[];
  /** Scopes with more to read. One that is not named in a reply has no more. */
  readonly more: readonly string[];
}

export interface PagesFailure {
  readonly kind: 'answer-unreadable';
  readonly reason: string;
}

/** Checks a reply's pages against the cursors of the request. `epoch` is the one the request named. */
export function checkPages(
  reply: ReplyParts,
  cursors: readonly Cursor[],
  epoch: string | null,
): Result<CheckedPages, PagesFailure> {
  const pages: { payload: Uint8Array; page: Page }[] = [];
  for (const payload of reply.pages) {
    const page = decodePage(payload);
    if (!page.ok) return unreadable(page.failure.reason);
    pages.push({ payload, page: page.value });
  }
  const known = new Map(cursors.map((cursor) => [cursor.scope, cursor]));
  const scopes = new Map(reply.message.scopes.map((scope) => [scope.scope, scope]));
  if (pages.some(({ page }) => !scopes.has(page.scope))) return unreadable('a page of a scope without a cursor');
  const newEpoch = epoch !== null && epoch !== reply.message.epoch;
  const result = { cursors: [] as Cursor[], rewound: [] as string[], broken: [] as string[] };
  for (const scope of scopes.values()) {
    const before = known.get(scope.scope);
    const own = pages.filter(({ page }) => page.scope === scope.scope).map(({ page }) => page);
    const fromBefore = !scope.rewound && before !== undefined && fits(before, scope, own);
    const fromZero = !fromBefore && fits(zero(scope.scope), scope, own);
    const again = before !== undefined && before.seq > 0 && !fromBefore;
    if (fromBefore || (fromZero && (before === undefined || scope.rewound || newEpoch))) {
      result.cursors.push({ scope: scope.scope, seq: scope.seq, chain: scope.chain });
      if (again) result.rewound.push(scope.scope);
    } else if (again && !scope.rewound) result.broken.push(scope.scope);
    else return unreadable('the chain does not fit its own pages');
  }
  const broken = new Set(result.broken);
  const whole = [...scopes.values()].filter(({ scope }) => !broken.has(scope));
  return ok({
    ...result,
    pages: pages.filter(({ page }) => !broken.has(page.scope)),
    more: [...whole.filter(({ more }) => more).map(({ scope }) => scope), ...broken],
  });
}

function fits(start: Cursor, end: ReplyScope, pages: readonly Page[]): boolean {
  let { seq, chain } = start;
  for (const operation of pages.flatMap((page) => page.operations)) {
    if (operation.seq <= seq) return false;
    seq = operation.seq;
    chain = nextChain(chain, seq, operation.id);
  }
  return seq === end.seq && chain === end.chain;
}

function zero(scope: string): Cursor {
  return { scope, seq: 0, chain: emptyChain };
}

function unreadable(reason: string): Result<never, PagesFailure> {
  return fail({ kind: 'answer-unreadable', reason });
}
