import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '../../../shared/domain/training/attendance.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import field from '../../ui/form-field.module.css';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import css from './attendance.module.css';

interface SlotSwitchProps {
  readonly days: readonly string[];
  readonly slot: Slot;
  onSlot(slot: Slot): void;
}

/** Which half day is marked. */
export function SlotSwitch({ days, slot, onSlot }: SlotSwitchProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const id = useId();
  return (
    <div className={css.slot}>
      {days.length > 1 && (
        <>
          <label htmlFor={id} className="wp-unseen">
            {t('attendance.day')}
          </label>
          <select
            id={id}
            className={`${field.typed} ${css.daySelect}`}
            value={slot.day}
            onChange={(event) => onSlot({ ...slot, day: event.currentTarget.value })}
          >
            {days.map((day, place) => (
              <option key={day} value={day}>
                {t('attendance.dayNumber', { number: place + 1, date: dayText(format, day, 'short') })}
              </option>
            ))}
          </select>
        </>
      )}
      <SegmentedSwitch
        label={t('attendance.part')}
        size="field"
        value={slot.part}
        options={[
          { value: 'morning', label: t('part.morning') },
          { value: 'afternoon', label: t('part.afternoon') },
        ]}
        onChange={(part) => onSlot({ ...slot, part })}
      />
    </div>
  );
}
