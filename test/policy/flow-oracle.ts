/** What may flow between centres as docs/who-may-do-what.md has it, and no line of the product's. */
import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/who-may-do-what.md', import.meta.url), 'utf8');

/** A table of the page: what is so, and whether it is allowed then. */
export function linesBelow(head: string): readonly (readonly [situation: string, isAllowed: boolean])[] {
  const table = page.slice(page.indexOf(head)).split('\n\n', 1).join();
  const rows = table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'));
  return rows.map((line) => {
    const [situation = '', answer] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [situation, answer === 'yes'] as const;
  });
}

export const flowLines = linesBelow('| Situation | Flows |');

/** A signature or an end as a made-up situation has it. */
export interface SaidOracle {
  readonly what: 'signs' | 'ends';
  readonly who: string;
  readonly of: string;
  /** It names these very terms. */
  readonly isExact: boolean;
}

export interface AgreementOracle {
  readonly between: readonly string[];
  readonly kinds: readonly string[];
  readonly ceiling: number;
  readonly asksConsent: boolean;
  readonly first: number;
  readonly last: number;
  readonly needs: number;
  readonly proposer: string;
  readonly said: readonly SaidOracle[];
}

/** Marks count from 0 for CLEAR to 4 for RED; days count from 1 to 28. */
export interface SituationOracle {
  readonly from: string | null;
  readonly to: string | null;
  readonly goesHome: boolean;
  readonly mark: number | null;
  readonly consent: 'about-nobody' | 'given' | 'refused' | 'unsaid';
  readonly kind: string;
  readonly day: number;
  readonly agreements: readonly AgreementOracle[];
}

/** The first line of the page that holds of a situation. */
export function lineOf(it: SituationOracle): string {
  const holds = [
    it.from !== null && it.from === it.to,
    it.from === null || it.to === null,
    it.goesHome,
    it.mark === 4,
    !it.agreements.some(({ between }) => namesBoth(between, it)),
    it.agreements.some((one) => namesBoth(one.between, it) && covers(one, it)),
    true,
  ];
  return flowLines[holds.indexOf(true)]?.[0] ?? '';
}

const namesBoth = (between: readonly string[], { from, to }: SituationOracle): boolean =>
  [from, to].every((centre) => between.some((name) => name === centre));

function covers(one: AgreementOracle, { kind, mark, day, consent }: SituationOracle): boolean {
  if (day < one.first || day > one.last) return false;
  if (one.said.some(({ what, of, isExact }) => what === 'ends' && isExact && one.between.includes(of))) return false;
  for (const party of one.between) {
    const signers = new Set<string>();
    for (const { what, who, of, isExact } of one.said) {
      if (what === 'signs' && isExact && of === party && who !== one.proposer) signers.add(who);
    }
    if (signers.size < one.needs) return false;
  }
  const agreed = !one.asksConsent || consent === 'given' || consent === 'about-nobody';
  return one.kinds.some((name) => name === kind) && (mark ?? 3) <= one.ceiling && agreed;
}
