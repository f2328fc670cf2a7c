/** Times of injects in words, and as they are typed. */
import type { TFunction } from 'i18next';
import { clockTime } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { readTime } from '../../../../shared/domain/event-list-import/read-time.ts';
import type { Formatters } from '../../../i18n/format.ts';

/** `10:43`, and from the second day on `Day 2, 06:18`. */
export function minuteText(t: TFunction<'exercises'>, format: Formatters, minute: number): string {
  const { day, time } = clockTime(minute);
  return day === 1 ? time : t('time.onDay', { day: format.number(day), time });
}

export interface TypedTime {
  readonly day: string;
  readonly time: string;
}

export function typedTime(minute: number | undefined): TypedTime {
  if (minute === undefined) return { day: '', time: '' };
  const { day, time } = clockTime(minute);
  return { day: String(day), time };
}

/** Minutes from midnight of the first day; null for none, undefined for what is no time. */
export function typedMinute({ day, time }: TypedTime): number | null | undefined {
  if (time.trim() === '') return null;
  const reading = readTime(time);
  const on = day.trim() === '' ? 1 : Number(day);
  if (reading.kind !== 'clock' || !Number.isInteger(on)) return undefined;
  return (on - 1) * 24 * 60 + reading.minutes;
}
