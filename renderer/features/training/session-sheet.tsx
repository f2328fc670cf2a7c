import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { textOfCourse } from './course-title.ts';
import type { OpenSession } from './use-session.ts';

interface SessionSheetProps {
  readonly open: OpenSession;
  readonly children: ReactNode;
}

/**
 * Paper of a session: its course and mark at the head, which session it is at the foot. What begins on a page of its own is a sheet of
 * its own: a break within one takes the foot from the pages before it.
 */
export function SessionSheet({ open: { session, course }, children }: SessionSheetProps) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const title = course === null ? null : textOfCourse(course, 'title', language);
  // Each by itself: a number beside a date of another direction changes places with it.
  const foot = [session.reference, daysText(format, session.start, session.end), session.place];
  return (
    <PrintSheet
      title={title?.text ?? t('course.gone')}
      lang={title?.lang}
      tlp={session.marking}
      foot={foot.flatMap((each) => (each ? `\u2068${each}\u2069` : [])).join(' · ')}
    >
      {children}
    </PrintSheet>
  );
}
