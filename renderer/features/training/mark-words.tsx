import { IconCheck, IconClockHour4, IconDoorExit, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { AttendanceState } from '../../../shared/domain/training/attendance-mark.ts';
import type { Icon } from '../../ui/icon.ts';

export const markIcons: Readonly<Record<AttendanceState, Icon>> = {
  present: IconCheck,
  late: IconClockHour4,
  absent: IconX,
  excused: IconDoorExit,
};

/** A state as a word of the reader's language; unmarked as "to mark". */
export function markWord(t: TFunction<'training'>, state: AttendanceState | null): string {
  return state === null ? t('mark.open') : t(`mark.${state}`);
}
