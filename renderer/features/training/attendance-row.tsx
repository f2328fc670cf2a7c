import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RosterRow } from '../../../shared/domain/training/roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import css from './attendance.module.css';
import { markIcons, markWord } from './mark-words.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import type { RosterMark } from './use-attendance.ts';

interface AttendanceRowProps {
  readonly row: RosterRow;
  readonly number: number;
  readonly mark: RosterMark;
  readonly isActive: boolean;
  onFocus(): void;
  onPress(): void;
}

/** One person: the whole row is the target. What was corrected or marked differently elsewhere is said in it. */
export function AttendanceRow({
  row: { person, isWalkIn },
  number,
  mark,
  isActive,
  onFocus,
  onPress,
}: AttendanceRowProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { state, isSaving, shown } = mark;
  const differing = isSaving ? [] : (shown?.differing ?? []);
  const first = shown?.history[0];
  const isCorrected = !isSaving && first !== undefined && first.mark !== shown?.mark.mark && differing.length === 0;
  const MarkIcon = state === null ? null : markIcons[state];
  return (
    <li className={css.item}>
      <button
        type="button"
        className={css.row}
        tabIndex={isActive ? 0 : -1}
        data-person={person.id}
        onFocus={onFocus}
        onClick={onPress}
      >
        <span className={css.number}>{format.number(number)}</span>
        <span className={css.who}>
          <PersonName person={person} />
          <span className={css.sub}>
            {isWalkIn && <span>{t('roster.walkIn')}</span>}
            {person.organisation !== '' && <VisibleName name={person.organisation} />}
            {isCorrected && <span>{t('attendance.first', { state: markWord(t, first.mark ?? null) })}</span>}
            {differing.length > 0 && (
              <span className={css.differing}>
                <IconAlertTriangle size={13} stroke={2} aria-hidden="true" />
                {t('attendance.differs', {
                  list: format.list(differing.map((other) => `${other.by ?? ''}: ${markWord(t, other.mark ?? null)}`)),
                })}
              </span>
            )}
          </span>
        </span>
        <span className={css.mark} data-mark={state ?? 'open'} data-saving={isSaving}>
          {MarkIcon && <MarkIcon size={18} aria-hidden="true" stroke={2.2} />}
          <span className={state === null ? 'wp-unseen' : undefined}>{markWord(t, state)}</span>
          {isSaving && <span className="wp-unseen">{t('attendance.saving')}</span>}
        </span>
      </button>
    </li>
  );
}
