/** What stands in the form of an agreement, and the terms that it becomes. Pure. */
import {
  type AgreedKind,
  agreedKinds,
  type Ceiling,
  mostSignatures,
  type Terms,
} from '../../../shared/domain/agreement/agreement.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import { endsBeforeStart, type TypedDays } from '../../ui/typed-days.ts';

export interface TypedAgreement extends TypedDays {
  readonly title: string;
  readonly reference: string;
  readonly purpose: string;
  readonly parties: string;
  readonly kinds: readonly AgreedKind[];
  readonly ceiling: Ceiling;
  readonly signatures: string;
  /** What is about a person goes only with their consent ([CO3]). */
  readonly consent: 'asked' | 'not-asked';
}

/** A proposal that begins today, for a year, between one's own centre and nobody yet. */
export function beginning(centre: string, today: string): TypedAgreement {
  const [year = '', ...rest] = today.split('-');
  // The last of February may not be there next year.
  const next = `${Number(year) + 1}-${rest.join('-')}`.replace('-02-29', '-02-28');
  return {
    title: '',
    reference: '',
    purpose: '',
    parties: centre,
    kinds: ['playbook', 'course', 'exercise'],
    ceiling: 'TLP:GREEN',
    signatures: '1',
    consent: 'asked',
    start: today,
    end: next,
  };
}

export type TypedProblem = 'parties' | 'kinds' | 'days' | 'signatures';

/** What keeps a proposal from being one; the title is asked for by its field. */
export function problemsOf(typed: TypedAgreement): readonly TypedProblem[] {
  const signatures = Number(typed.signatures);
  const problems: (TypedProblem | false)[] = [
    new Set(linesOf(typed.parties)).size < 2 && 'parties',
    typed.kinds.length === 0 && 'kinds',
    (typed.start === '' || typed.end === '' || endsBeforeStart(typed)) && 'days',
    (!Number.isInteger(signatures) || signatures < 1 || signatures > mostSignatures) && 'signatures',
  ];
  return problems.filter((problem) => problem !== false);
}

/** The terms of a proposal without problems. */
export function termsOf(typed: TypedAgreement, said: Pick<Terms, 'by' | 'at' | 'language'>): Terms {
  return {
    title: typed.title.trim(),
    reference: typed.reference.trim(),
    purpose: typed.purpose.trim(),
    parties: [...new Set(linesOf(typed.parties))],
    kinds: agreedKinds.filter((kind) => typed.kinds.includes(kind)),
    ceiling: typed.ceiling,
    from: typed.start,
    until: typed.end,
    signatures: Number(typed.signatures),
    ...(typed.consent === 'asked' ? { consent: true } : {}),
    ...said,
  };
}
