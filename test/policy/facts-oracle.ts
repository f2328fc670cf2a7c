/** What leaves, crosses and is shown as docs/who-may-do-what.md has it, by all facts at once and by no line of the product's. */

import { flowLines, lineOf, linesBelow, type SituationOracle } from './flow-oracle.ts';
import { mayDo, pageRows } from './oracle.ts';

export const goesLines = linesBelow('| Situation | Goes |');
export const showsLines = linesBelow('| Situation | Shows |');

/** What somebody was granted; days count from 1, and the last one no longer counts. */
export interface GrantOracle {
  readonly here: boolean;
  readonly roles: readonly string[];
  readonly ends: number | null;
  readonly kind: 'playbook' | 'person' | null;
}

/** What is about records of a kind, as the page says it. */
export const withKind = {
  playbook: ['playbook', 'step', 'release', 'release-approval', 'release-withdrawal', 'release-comment', 'attachment'],
  person: [
    'person',
    'access-entry',
    'consent',
    'certificate',
    'certificate-revocation',
    'assessment-result',
    'placement',
  ],
};

/** The day is null where the question does not say when it is. */
const counting = (grants: readonly GrantOracle[], day: number | null): readonly GrantOracle[] =>
  grants.filter(({ here, ends }) => here && (ends === null || (day !== null && day < ends)));

const isAbout = ({ kind }: GrantOracle, type: string): boolean => kind === null || withKind[kind].includes(type);

export interface GoingOracle extends SituationOracle {
  readonly grants: readonly GrantOracle[];
  readonly asked: number | null;
  readonly type: string;
  readonly does: 'leave' | 'cross';
  readonly highest: number | null;
  readonly isForNobody: boolean;
}

/** The first line of the page that holds of something that is to go. */
export function goesLineOf(it: GoingOracle): (typeof goesLines)[number] {
  const roles = counting(it.grants, it.asked).flatMap((one) => (isAbout(one, it.type) ? one.roles : []));
  const held = new Set(roles);
  const may =
    it.does === 'cross'
      ? mayDo({ type: it.type, does: 'move' }, held)
      : roles.some((role) => pageRows.get(it.type)?.Read.has(role));
  const flows = flowLines.find(([line]) => line === lineOf(it))?.[1];
  return lineAt(goesLines, [
    !may,
    it.mark !== null && it.highest !== null && it.mark > it.highest,
    it.consent === 'refused' && (it.isForNobody || it.from === null || it.from !== it.to),
    it.isForNobody,
    flows !== true,
    true,
  ]);
}

export interface ShownOracle {
  readonly grants: readonly GrantOracle[];
  readonly asked: number;
  readonly type: string;
  readonly leaseIsOver: boolean;
  readonly stays: 'own-work' | 'released' | 'no';
  readonly mark: number | null;
}

/** The first line of the page that holds of something that a laptop holds. */
export function showsLineOf({ grants, asked, type, leaseIsOver, stays, mark }: ShownOracle) {
  const covered = counting(grants, asked).some((one) => isAbout(one, type));
  return lineAt(showsLines, [
    grants.some(({ here }) => here) && !covered,
    !leaseIsOver,
    stays === 'own-work',
    stays === 'released' && mark !== 4,
    true,
  ]);
}

function lineAt(lines: typeof goesLines, holds: readonly boolean[]): (typeof goesLines)[number] {
  const line = lines[holds.indexOf(true)];
  if (line === undefined || lines.length !== holds.length) throw new Error('The page has other lines than situations.');
  return line;
}
