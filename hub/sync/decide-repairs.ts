/**
 * Finding what a device holds wrongly, and giving it ([VR3]): the digests of a range's parts, and small ranges whole.
 * Nothing of a scope is told that the device may not read.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import {
  digestWithout,
  type PlaceRange,
  partsOf,
  shortDigest,
  shortPartsOf,
  smallRange,
} from '../../shared/protocol/digest.ts';
import { isLetGo } from '../../shared/protocol/operation.ts';
import { encodePage, type Page, type PlacedOperation } from '../../shared/protocol/page.ts';
import { contentOf } from '../../shared/protocol/proved-page.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import { rangesPerRequest, type SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { HubTransaction } from './hub-store.ts';
import { layoutFor } from './layout-for.ts';

type ScopeRange = NonNullable<SyncRequest['ranges']>[number];

export interface RepairsGiven {
  readonly sums: NonNullable<SyncReply['sums']>;
  /** Instead of `sums`, for a device that reads short digests. */
  readonly shortSums: NonNullable<SyncReply['shortSums']>;
  /** Payloads of repair frames. */
  readonly repairs: readonly Uint8Array[];
  /** What is proved of each ([RH2]). */
  readonly contents: readonly Uint8Array[];
}

/** A range's operations are at most this many bytes as stored; what is larger comes alone and is asked for once more. */
const repairSize = 4 * 1024 * 1024;

/** Answers the ranges that a device asks about, and begins with the whole of each scope that was found to differ. */
export async function giveRepairs(
  tx: HubTransaction,
  request: Pick<SyncRequest, 'ranges' | 'layout' | 'readsLetGo' | 'readsShort'>,
  differs: NonNullable<SyncReply['differs']>,
  readable: readonly ScopeId[],
): Promise<RepairsGiven> {
  const whole = differs.slice(0, rangesPerRequest).map(({ scope, seq }) => ({ scope, from: 1, to: seq }));
  const given = {
    sums: [] as NonNullable<SyncReply['sums']>,
    shortSums: [] as NonNullable<SyncReply['shortSums']>,
    repairs: [] as Uint8Array[],
    contents: [] as Uint8Array[],
  };
  for (const range of [...(request.ranges ?? []), ...whole]) {
    if (!readable.includes(range.scope) || range.from < 1 || range.to < range.from) continue;
    if (range.to - range.from < smallRange) {
      const page = await pageOf(tx, range, request);
      if (page === null) continue;
      given.repairs.push(encodePage(page, layoutFor(request)));
      given.contents.push(contentOf(page));
    } else if (request.readsShort === true) {
      const digests = await sumsOf(tx, range.scope, shortPartsOf(range));
      given.shortSums.push({ ...range, digests: digests.map(shortDigest).join('') });
    } else given.sums.push({ ...range, digests: await sumsOf(tx, range.scope, partsOf(range)) });
  }
  return given;
}

/** The digests of a range's parts, each the difference of two marks. Empty for a range beyond the scope's end. */
async function sumsOf(tx: HubTransaction, scope: ScopeId, parts: readonly PlaceRange[]): Promise<string[]> {
  const marks = await tx.marks(scope, [...parts.slice(0, 1).map(({ from }) => from - 1), ...parts.map(({ to }) => to)]);
  const digestAt = (seq: number) => marks.get(seq)?.digest;
  const sums = parts.map(({ from, to }) => {
    const [before, end] = [digestAt(from - 1), digestAt(to)];
    return before === undefined || end === undefined ? null : digestWithout(end, before);
  });
  return sums.flatMap((sum) => sum ?? []).length === parts.length ? sums.flatMap((sum) => sum ?? []) : [];
}

/** A range whole; null when the device cannot read all of it ([CP2]): a part would say that the rest is not there. */
async function pageOf(
  tx: HubTransaction,
  { scope, from, to }: ScopeRange,
  request: Pick<SyncRequest, 'readsLetGo'>,
): Promise<Page | null> {
  const entries = (await tx.page(scope, from - 1, repairSize)).filter(({ seq }) => seq <= to);
  const operations = entries.map(({ operation }) => operation as PlacedOperation);
  if (request.readsLetGo !== true && operations.some(isLetGo)) return null;
  return { scope, operations };
}
