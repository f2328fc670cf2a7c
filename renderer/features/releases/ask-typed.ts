/** What stands in the form that asks for review, and the edition that it becomes. Pure. */
import {
  type Distinction,
  type Edition,
  mostApprovals,
  type ReviewingRole,
  reviewingRoles,
} from '../../../shared/domain/release/release.ts';
import { compareNumbers } from '../../../shared/domain/release/release-standing.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';

export interface TypedAsk {
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly reviewDate: string;
  readonly needed: string;
  readonly distinct: Distinction;
  readonly states: string;
  readonly roles: readonly ReviewingRole[];
  readonly note: string;
}

/** The next number after one: the last part of it, one more. */
export function nextNumber(last: string | null): string {
  if (last === null || !isNumber(last)) return '1.0';
  const parts = last.split('.').map(Number);
  if (parts.length === 1) return `${last}.1`;
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1].join('.');
}

const isNumber = (text: string): boolean => /^\d{1,4}(\.\d{1,4}){0,2}$/.test(text);

/** In force from today, to be looked at again in a year, once two centres have approved. */
export function beginning(last: string | null, today: string): TypedAsk {
  const [year = '', ...rest] = today.split('-');
  // The last of February may not be there next year.
  const next = `${Number(year) + 1}-${rest.join('-')}`.replace('-02-29', '-02-28');
  return {
    number: nextNumber(last),
    validFrom: today,
    validUntil: '',
    reviewDate: next,
    needed: '2',
    distinct: 'centre',
    states: '',
    roles: reviewingRoles,
    note: '',
  };
}

export type AskProblem = 'number' | 'days' | 'needed' | 'states' | 'roles';

/** What keeps it from being put to review. */
export function problemsOf(typed: TypedAsk, last: string | null): readonly AskProblem[] {
  const needed = Number(typed.needed);
  const { validFrom, validUntil, reviewDate } = typed;
  const isHigher = isNumber(typed.number) && (last === null || compareNumbers(typed.number, last) > 0);
  const states = new Set(Object.values(statesOf(typed.states)));
  const problems: (AskProblem | false)[] = [
    !isHigher && 'number',
    (validFrom === '' || reviewDate < validFrom || (validUntil !== '' && validUntil < validFrom)) && 'days',
    (!Number.isInteger(needed) || needed < 1 || needed > mostApprovals) && 'needed',
    typed.distinct === 'state' && states.size < needed && 'states',
    typed.roles.length === 0 && 'roles',
  ];
  return problems.filter((problem) => problem !== false);
}

function statesOf(typed: string): Record<string, string> {
  const pairs = linesOf(typed).flatMap((line) => {
    const at = line.lastIndexOf('=');
    const [centre, state] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at < 0 || centre === '' || state === '' ? [] : [[centre, state] as const];
  });
  return Object.fromEntries(pairs);
}

type Said = Pick<Edition, 'playbook' | 'content' | 'supersedes' | 'language' | 'by' | 'at'>;

/** The edition that was typed, without problems. */
export function editionOf(typed: TypedAsk, said: Said): Edition {
  const { number, validFrom, validUntil, reviewDate, distinct } = typed;
  const roles = reviewingRoles.filter((role) => typed.roles.includes(role));
  const rule = { needed: Number(typed.needed), distinct, roles };
  return {
    number,
    validFrom,
    validUntil: validUntil === '' ? null : validUntil,
    reviewDate,
    rule: distinct === 'state' ? { ...rule, states: statesOf(typed.states) } : rule,
    note: typed.note.trim(),
    ...said,
  };
}
