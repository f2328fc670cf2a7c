import { useTranslation } from 'react-i18next';
import { markKey, slotAt } from '../../../shared/domain/training/attendance.ts';
import { attendanceStates, dayParts } from '../../../shared/domain/training/attendance-mark.ts';
import colours from '../../data/attendance-colours.module.css';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { Blade } from '../../ui/blade.tsx';
import { Panel } from '../../ui/panel.tsx';
import { countMarks, statesIn } from './count-marks.ts';
import { markWord } from './mark-words.tsx';
import { VisibleName } from './person-name.tsx';
import css from './training.module.css';
import type { OpenSession } from './use-session.ts';

/** The roster of each half day as cells, one per person in the order of the list. */
export function DayCells({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { session, days, roster, attendance } = open;
  const now = slotAt(days, session.timeZone, Date.now());
  return (
    <Panel className={css.days ?? ''}>
      {days.slice(0, 14).map((day, place) => (
        <section key={day} aria-label={dayText(format, day, 'full')}>
          <div className={css.dayHead}>
            <Blade tone={day === now?.day ? 'now' : 'hollow'}>{place + 1}</Blade>
            <span>{dayText(format, day, 'short')}</span>
          </div>
          {dayParts.map((part) => {
            const states = statesIn(roster, attendance, { day, part });
            const counts = countMarks(states);
            const marked = states.length - counts.open;
            const said = (['present', 'late', 'absent', 'excused'] as const)
              .filter((state) => counts[state] > 0)
              .map((state) => `${markWord(t, state)} ${format.number(counts[state])}`);
            return (
              <div key={part}>
                <div className={`${colours.colours} ${css.cells}`} aria-hidden="true">
                  {roster.map(({ person }, row) => (
                    <span
                      key={markKey(person.id, { day, part })}
                      className={css.cell}
                      data-mark={states[row] ?? 'open'}
                    />
                  ))}
                </div>
                <div className={css.cellWords}>
                  {t(`part.${part}`)}: {marked === 0 ? t('attendance.nothingYet') : format.list(said)}
                </div>
              </div>
            );
          })}
        </section>
      ))}
    </Panel>
  );
}

/** Who sent how many, and what the colours of the cells mean. */
export function CellsLegend({ open: { roster } }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const counts = new Map<string, number>();
  for (const { person } of roster) counts.set(person.organisation, (counts.get(person.organisation) ?? 0) + 1);
  const largest = [...counts].filter(([name]) => name !== '').sort((a, b) => b[1] - a[1]);
  return (
    <div className={css.legend}>
      {largest.slice(0, 6).map(([name, count]) => (
        <span key={name}>
          <VisibleName name={name} /> <b>{format.number(count)}</b>
        </span>
      ))}
      <span className={`${colours.colours} ${css.legendEnd}`} aria-hidden="true">
        {attendanceStates.map((state) => (
          <span key={state}>
            <span className={css.key} data-mark={state} /> {markWord(t, state)}
          </span>
        ))}
      </span>
    </div>
  );
}
