/** Which entries count: each matter once, the same on every laptop ([MN3], [MN4]). */
import { type CostEntry, type CostFund, type CostKind, costFunds, costKinds } from './cost-entry.ts';
import { isAmount, isCurrency } from './currency.ts';

/** What entries that correct each other are about. */
export interface CostMatter {
  /** The one that counts: the last of them. */
  readonly shown: CostEntry;
  /** Corrections made apart that stand beside it and that nobody has named yet. */
  readonly apart: readonly CostEntry[];
  /** All of them, the first first. */
  readonly history: readonly CostEntry[];
}

/** What an entry counts for. */
export interface Cost {
  readonly kind: CostKind;
  /** Null where it does not say, or says what only a newer edition knows. */
  readonly fund: CostFund | null;
  readonly currency: string;
  readonly amount: number;
  /** Whose seat; null: for everybody. */
  readonly person: string | null;
}

/** Entries in the order that counts, gathered into matters; those stand in the order in which they began. */
export function mattersOf(entries: readonly CostEntry[]): CostMatter[] {
  const placeOf = new Map(entries.map(({ id }, place) => [id, place]));
  const roots = entries.map((_, place) => place);
  const rootOf = (place: number): number => {
    let at = place;
    while (roots[at] !== at) {
      // Halves the way for whoever asks next.
      roots[at] = roots[roots[at] as number] as number;
      at = roots[at] as number;
    }
    return at;
  };
  const corrected = new Set<string>();
  for (const [place, { corrects }] of entries.entries()) {
    for (const id of corrects ?? []) {
      const before = placeOf.get(id);
      if (before === undefined || before >= place) continue;
      corrected.add(id);
      const [a, b] = [rootOf(before), rootOf(place)];
      roots[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const gathered = new Map<number, CostEntry[]>();
  for (const [place, entry] of entries.entries()) {
    const root = rootOf(place);
    gathered.set(root, [...(gathered.get(root) ?? []), entry]);
  }
  return [...gathered.values()].map((history) => ({
    history,
    // Only what stands later corrects, so the last of all was corrected by none.
    shown: history.at(-1) as CostEntry,
    apart: history.slice(0, -1).filter(({ id }) => !corrected.has(id)),
  }));
}

/** Whether an entry takes back what it names, and says nothing in its place. */
export function isTakenBack({ amount, corrects }: CostEntry): boolean {
  return amount === undefined && (corrects ?? []).length > 0;
}

/** What an entry says, or null where it counts for nothing ([MN5]). */
export function costOf({ kind, fund, amount, currency, person }: CostEntry): Cost | null {
  if (!isAmount(amount) || currency === undefined || !isCurrency(currency)) return null;
  if (kind === undefined || !costKinds.includes(kind)) return null;
  const known = fund !== undefined && costFunds.includes(fund) ? fund : null;
  return { kind, fund: known, currency, amount, person: person ?? null };
}

/** What counts of each matter. */
export function countedCosts(matters: readonly CostMatter[]): Cost[] {
  return matters.flatMap(({ shown }) => costOf(shown) ?? []);
}
