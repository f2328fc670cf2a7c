/**
 * Packs: cutting a scope's order into stretches that are encoded once ([PK1] to [PK3]), saying which there are ([PK4]), and
 * giving those that a device asks for by hash ([PK5]). Whoever may not read a scope is told and given nothing of it.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { layoutWithPacks, type PackManifest, packHash, packsPerManifest } from '../../shared/protocol/pack.ts';
import { encodePage, type PlacedOperation } from '../../shared/protocol/page.ts';
import { contentOf } from '../../shared/protocol/proved-page.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { ExchangePorts, PackSizes } from './exchange-ports.ts';
import type { HubIdentity, HubTransaction, LogEntry, Pack, ScopePosition } from './hub-store.ts';
import { provePages } from './proofs.ts';

/** Sizes of packs where nobody says others: a manifest entry and a row for about every thousand records. */
export const usualPackSizes: PackSizes = { least: 500, stored: 3 * 1024 * 1024, packed: 256 * 1024, perAnswer: 8 };

/** A tail is cut anew when more than this share of it lies behind its pack ([PK2]). */
const staleShare = 0.2;

/** What was done about packs in one answer, for whoever counts. */
export interface PackCounts {
  readonly made: number;
  readonly given: number;
  readonly bytes: number;
  /** Scopes of which the device was told that there is more to be cut, or that were cut for it. */
  readonly wanting: readonly ScopeId[];
}

/** Packs in one answer, for a device that reads them. */
export interface PackDesk {
  /** Packs of a scope that the device asked for and may have, in its order. */
  asked(scope: ScopeId): readonly Pack[];
  /**
   * The packs of a scope from behind a place, cut as far as need be; null for pages, `later` when they are to be cut and
   * may not be now: the device asks again.
   */
  offer(position: ScopePosition, lacking: Lacking, most: number): Promise<readonly Pack[] | 'later' | null>;
  made(): number;
  wanting(): readonly ScopeId[];
}

/** What a device lacks of a scope: the places behind `after` up to `last`; what it brought itself comes behind. */
export interface Lacking {
  readonly after: number;
  readonly last: number;
}

interface Wanting {
  readonly readable: readonly ScopeId[];
  /** Whether packs may be cut now: not while scopes are locked ([PK3]). */
  readonly mayCut: boolean;
}

/** Opens the packs for a request; null for a device that does not read them. */
export async function openPacks(
  tx: HubTransaction,
  ports: ExchangePorts,
  hub: HubIdentity,
  request: Pick<SyncRequest, 'packs' | 'layout'>,
  { readable, mayCut }: Wanting,
): Promise<PackDesk | null> {
  if ((request.layout ?? 0) < layoutWithPacks) return null;
  const sizes = ports.packSizes ?? usualPackSizes;
  const { packs = [] } = request;
  const named = packs.length === 0 ? new Map() : await tx.packsNamed(readable, packs);
  const asked = packs.flatMap((hash): Pack[] => named.get(hash) ?? []);
  let made = 0;
  const wanting: ScopeId[] = [];
  return {
    asked: (scope) => asked.filter((pack) => pack.scope === scope),
    async offer(position, { after, last }, most) {
      if (last - after < sizes.least) return null;
      const isWanting = await needsCutting(tx, position, after, sizes);
      if (isWanting) wanting.push(position.scope);
      const mayCutNow = mayCut && made < sizes.perAnswer;
      if (isWanting && mayCutNow) made += await cut(tx, { ports, hub, sizes, most: sizes.perAnswer - made }, position);
      const packs = await tx.packsAfter(position.scope, after, packsPerManifest);
      const [first] = packs;
      if (first !== undefined) return first.size > most ? null : packs;
      return isWanting && !mayCutNow ? 'later' : null;
    },
    made: () => made,
    wanting: () => wanting,
  };
}

/** Whether packs are to be cut for a device: there is something to cut, and it begins where the device can take it up. */
export async function needsCutting(
  tx: HubTransaction,
  { scope, seq }: ScopePosition,
  after: number,
  { least }: PackSizes,
): Promise<boolean> {
  const { all, full } = await tx.packedTo(scope);
  const tail = seq - full;
  // Who has more than half of the tail could use no pack of it.
  const isOfUse = after <= full || seq - after > after - full;
  return isOfUse && tail >= least && seq - all > tail * staleShare;
}

interface Cutting {
  readonly ports: ExchangePorts;
  readonly hub: HubIdentity;
  readonly sizes: PackSizes;
  readonly most: number;
}

/** Cuts the next pack that a scope needs for a device that has nothing of it; false when it needs none. */
export async function cutNext(tx: HubTransaction, ports: ExchangePorts, scope: ScopeId): Promise<boolean> {
  const sizes = ports.packSizes ?? usualPackSizes;
  const [position] = await tx.positions([scope]);
  if (position === undefined || !(await needsCutting(tx, position, 0, sizes))) return false;
  return (await cut(tx, { ports, hub: await tx.hub(), sizes, most: 1 }, position)) > 0;
}

/** Cuts full packs and then the tail, as far as `most` packs go. Returns how many. */
async function cut(tx: HubTransaction, { ports, hub, sizes, most }: Cutting, position: ScopePosition): Promise<number> {
  const { scope, seq: end } = position;
  await tx.lockPacks(scope);
  let { full } = await tx.packedTo(scope);
  // Somebody else may have cut them while this one waited.
  if (!(await needsCutting(tx, position, full, sizes))) return 0;
  let made = 0;
  while (made < most && end - full >= sizes.least) {
    const found = (await tx.page(scope, full, sizes.stored)).filter(({ seq }) => seq <= end);
    const { entries, payload } = encodeUpTo(scope, found, sizes.packed);
    const last = entries.at(-1);
    if (last === undefined) throw new Error(`${scope} has a gap after ${full}.`);
    const isFull = last.seq < end;
    const operations = entries.map(({ operation }) => operation as PlacedOperation);
    const proof = provePages(ports, hub, [contentOf({ scope, operations })])[0] ?? null;
    const place = { scope, first: full + 1, last: last.seq, chain: last.chain };
    await tx.savePack({ ...place, hash: packHash(payload), isFull, size: payload.length, proof }, payload);
    made += 1;
    full = last.seq;
  }
  return made;
}

/** The first of these entries that pack into about `limit` bytes; at least one. */
function encodeUpTo(scope: ScopeId, found: readonly LogEntry[], limit: number) {
  let entries = found;
  for (;;) {
    const operations = entries.map(({ operation }) => operation as PlacedOperation);
    const payload = encodePage({ scope, operations });
    if (payload.length <= limit || entries.length <= 1) return { entries, payload };
    // Fewer of them pack a little worse each.
    entries = entries.slice(0, Math.max(1, Math.floor((entries.length * limit * 0.95) / payload.length)));
  }
}

/** A manifest of packs that follow each other; unsigned yet. */
export function manifestOf(scope: ScopeId, packs: readonly Pack[]): PackManifest {
  const rows = packs.map(({ hash, last, chain, size, proof }) => {
    return { hash, last, chain, size, ...(proof === null ? {} : { proof }) };
  });
  return { scope, first: packs[0]?.first ?? 0, packs: rows };
}

/** The packs that a request asks for alone ([PK9]), in its order, as far as they may be given and fit into `budget` bytes. */
export async function packsAlone(
  tx: HubTransaction,
  { packs = [] }: Pick<SyncRequest, 'packs'>,
  { readable, budget }: { readonly readable: readonly ScopeId[]; readonly budget: number },
): Promise<Uint8Array[]> {
  const named = packs.length === 0 ? new Map<string, Pack>() : await tx.packsNamed(readable, packs);
  const given: Uint8Array[] = [];
  let left = budget;
  for (const hash of packs) {
    const bytes = (named.get(hash)?.size ?? Number.POSITIVE_INFINITY) > left ? null : await tx.packBytes(hash);
    if (bytes === null) continue;
    given.push(bytes);
    left -= bytes.length;
  }
  return given;
}

/** Bytes that a pack takes in a manifest, about. */
export const manifestRowSize = 200;
