import { useTranslation } from 'react-i18next';
import { attendanceStates } from '../../../shared/domain/training/attendance-mark.ts';
import colours from '../../data/attendance-colours.module.css';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import css from './attendance.module.css';
import type { MarkCounts } from './count-marks.ts';
import { markWord } from './mark-words.tsx';

const keys = { present: 'P', late: 'L', absent: 'A', excused: 'E' } as const;

/** How many are what, as numbers and as a bar. */
export function AttendanceCounts({ counts, total }: { readonly counts: MarkCounts; readonly total: number }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const marked = total - counts.open;
  return (
    <div className={css.counts}>
      {attendanceStates.map((state) => (
        <span key={state} className={css.count} data-mark={state}>
          <b>{format.number(counts[state])}</b> {markWord(t, state)} <Kbd>{keys[state]}</Kbd>
        </span>
      ))}
      <span className={css.count} data-mark="open">
        <b>{format.number(counts.open)}</b> {markWord(t, null)}
      </span>
      <span className={`${colours.colours} ${css.bar}`} aria-hidden="true">
        {([...attendanceStates, 'open'] as const).map(
          (state) => counts[state] > 0 && <span key={state} data-mark={state} style={{ flexGrow: counts[state] }} />,
        )}
      </span>
      <span className={css.of}>{t('attendance.of', { marked, total })}</span>
    </div>
  );
}
