/**
 * Compaction at the hub ([CP1], [CP3], [CP4]): in one scope and one transaction values go that were superseded long ago, at
 * places that every device in use has passed. Operations stay, and so does the order.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { retiredSince } from '../network/retired.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction, ScopePosition } from '../sync/hub-store.ts';
import type { Freed } from './compaction-records.ts';
import { findSuperseded } from './find-superseded.ts';

export interface CompactionRule {
  /** Milliseconds that a superseded value is kept, from when the hub received what superseded it. */
  readonly keepFor: number;
  /** Bytes below which a value costs less than what would stand for it. */
  readonly least: number;
  /** A scope is looked through again when this share more of it has come of age. */
  readonly share: number;
}

const day = 86_400_000;

/** A year. An operation without its value takes its commitment and its action's id: a short value costs less. */
const usualRule: CompactionRule = { keepFor: 365 * day, least: 128, share: 0.05 };

/** The rule as a hub is set up. */
export function ruleOf({ keepSupersededDays }: { readonly keepSupersededDays: number }): CompactionRule {
  return { ...usualRule, keepFor: keepSupersededDays * day };
}

type Ports = Pick<ExchangePorts, 'clock' | 'retireAfter'>;

const nothing: Freed = { values: 0, bytes: 0 };

/** Places that are written at once. */
const placesAtOnce = 1_000;

/** Compacts a scope as far as may be now. Returns what was let go. */
export async function compactScope(
  tx: HubTransaction,
  ports: Ports,
  scope: ScopeId,
  rule: CompactionRule = usualRule,
): Promise<Freed> {
  const [position] = await tx.positions([scope]);
  if (position === undefined) return nothing;
  const now = ports.clock.now();
  const horizon = Math.min(position.seq, await passedByAll(tx, ports, scope));
  const before = now - rule.keepFor;
  const lookedTo = await ofAge(tx, { ...position, seq: horizon }, before);
  const [known] = await tx.compactions([scope]);
  if (lookedTo === 0 || lookedTo < (known?.lookedTo ?? 0) * (1 + rule.share)) return nothing;
  const seqs = await findSuperseded(tx, scope, { horizon, before, least: rule.least });
  const freed = await letGo(tx, scope, seqs);
  // Another hub on this database may have let go of some meanwhile.
  const [counted] = await tx.compactions([scope]);
  const sum = { values: (counted?.values ?? 0) + freed.values, bytes: (counted?.bytes ?? 0) + freed.bytes };
  await tx.saveCompaction({ scope, lookedTo, ...sum, at: now });
  return freed;
}

async function letGo(tx: HubTransaction, scope: ScopeId, seqs: readonly number[]): Promise<Freed> {
  const [first] = seqs;
  if (first === undefined) return nothing;
  // Whoever cuts packs meanwhile waits, and then reads what is written here.
  await tx.lockPacks(scope);
  let freed = nothing;
  for (let at = 0; at < seqs.length; at += placesAtOnce) {
    const { values, bytes } = await tx.letGo(scope, seqs.slice(at, at + placesAtOnce));
    freed = { values: freed.values + values, bytes: freed.bytes + bytes };
  }
  await tx.dropPacks(scope, first);
  return freed;
}

/** Up to where every device in use has read that may read the scope; all of it when there is none ([CP3], [DV4]). */
async function passedByAll(tx: HubTransaction, { clock, retireAfter }: Ports, scope: ScopeId): Promise<number> {
  const inUse = (await tx.allDevices()).filter(
    (device) => device.revokedAt === null && retiredSince(device, clock.now(), retireAfter) === null,
  );
  const grants = await tx.grants([...new Set(inUse.flatMap(({ persons }) => persons))]);
  const readers = new Set(grants.flatMap((grant) => (grant.scope === scope ? grant.person : [])));
  const settled = await tx.settledIn(scope);
  const holding = inUse.filter(({ persons }) => persons.some((person) => readers.has(person)));
  return Math.min(Number.POSITIVE_INFINITY, ...holding.map(({ id }) => settled.get(id) ?? 0));
}

/** The last place up to another that the hub received before a time; places are received in their order, but for restored ones. */
async function ofAge(tx: HubTransaction, { scope, seq }: ScopePosition, before: number): Promise<number> {
  let [low, high] = [0, seq];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [found] = await tx.receivedAt([{ scope, seq: middle }]);
    if (found !== undefined && found.at < before) low = middle;
    else high = middle - 1;
  }
  return low;
}
