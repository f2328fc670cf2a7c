import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type RosterRow, shownName } from '../../../../shared/domain/training/roster.ts';
import { foldCode, readCode, spacedCode } from '../../../../shared/domain/training/row-code.ts';
import { markWord } from '../mark-words.tsx';
import type { Attendance } from '../use-attendance.ts';
import type { OpenSession } from '../use-session.ts';
import { codesOf } from './roster-codes.ts';

/** What came of a code, in words. */
export interface CodeAnswer {
  readonly text: string;
  /** Whom it stands for; null when nobody was marked by it. */
  readonly person: string | null;
  /** Whether the mark it made is on the disk; absent when it made none. */
  readonly saved?: Promise<boolean>;
}

/** Marks whoever a code stands for ([RC6]), or says why it marks nobody ([RC7]). */
export function useTakeCode(open: OpenSession, attendance: Attendance): (typed: string) => CodeAnswer {
  const { t } = useTranslation('training');
  const codes = useMemo(() => codesOf(open), [open]);
  const refused = (typed: string, kind: 'too-short' | 'mistyped' | 'other-session' | 'nobody'): string => {
    // Isolated: digits on both sides of a space change places in a line that runs from right to left.
    const code = `\u2066${spacedCode(foldCode(typed))}\u2069`;
    if (kind === 'too-short') return t('code.tooShort');
    if (kind === 'mistyped') return t('code.mistyped', { code });
    return kind === 'other-session' ? t('code.otherSession', { code }) : t('code.nobody', { code });
  };
  return (typed) => {
    const read = readCode(typed, open.session.id, codes);
    if (read.kind !== 'enrolment') return { text: refused(typed, read.kind), person: null };
    const isTheirs = ({ enrolments }: RosterRow) => enrolments.includes(read.enrolment);
    const row = open.roster.find(isTheirs);
    const gone = open.withdrawn.find(isTheirs);
    if (row === undefined) {
      const text = gone ? t('code.withdrawn', { name: shownName(gone.person) }) : refused(typed, 'nobody');
      return { text, person: null };
    }
    const { person } = row;
    const { state } = attendance.markOf(person.id);
    if (state === 'present' || state === 'late') {
      return { text: t('code.already', { name: shownName(person), state: markWord(t, state) }), person: person.id };
    }
    const saved = attendance.mark([person.id], 'present');
    return { text: `${shownName(person)}: ${markWord(t, 'present')}`, person: person.id, saved };
  };
}
