/**
 * Times as event lists write them: `10:43`, `10h43`, `1043`, `2:30 PM`, `T+1:15`, `+45`, `Day 2 06:18`, `J2 06h18`,
 * `26/06/2024 09h00`. What cannot be read, or read in two ways, is said to be so and never guessed ([EX15]).
 */
import { utcDay } from '../../base/plain-date.ts';
import { plainDigits } from '../plain-digits.ts';

export type TimeReading =
  /** Minutes from midnight, on the first day unless it says another one. */
  | { readonly kind: 'clock'; readonly minutes: number; readonly day: number | null; readonly date: string | null }
  /** Minutes after the start. */
  | { readonly kind: 'offset'; readonly minutes: number }
  | { readonly kind: 'empty' }
  /** `no-clock` is a day without a time of day; `day-or-month` a date such as 03/04/2026. */
  | { readonly kind: 'unread'; readonly why: 'not-a-time' | 'no-clock' | 'day-or-month' };

type Unread = Extract<TimeReading, { kind: 'unread' }>['why'];

const unread = (why: Unread): TimeReading => ({ kind: 'unread', why });

/** Words for a day in the six languages and in German, before its number or after it. */
const dayWords = 'day|d|tag|jour|j|día|dia|день|д|اليوم|يوم|第';

/** Reads one cell. */
export function readTime(cell: string): TimeReading {
  const text = plainDigits(cell).trim();
  if (text === '') return { kind: 'empty' };
  const dated = dateIn(text);
  if (dated === 'day-or-month') return unread('day-or-month');
  if (dated !== null) return onDay(clockIn(dated.rest), { date: dated.date, day: null });
  const counted = dayIn(text);
  if (counted !== null) return onDay(clockIn(counted.rest), { date: null, day: counted.day });
  const offset = offsetIn(text);
  if (offset !== null) return { kind: 'offset', minutes: offset };
  const minutes = clockIn(text);
  return minutes === null || minutes === 'none'
    ? unread('not-a-time')
    : { kind: 'clock', minutes, day: null, date: null };
}

function onDay(
  minutes: number | 'none' | null,
  on: { readonly date: string | null; readonly day: number | null },
): TimeReading {
  if (minutes === 'none') return unread('no-clock');
  return minutes === null ? unread('not-a-time') : { kind: 'clock', minutes, ...on };
}

/** A date before a time; `day-or-month` where both first numbers could be a month. */
function dateIn(text: string): { readonly date: string; readonly rest: string } | 'day-or-month' | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.*))?$/s.exec(text);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const written = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,]+(.*))?$/s.exec(text);
  if (written === null) return null;
  const [first, second, year] = [Number(written[1]), Number(written[3]), Number(written[4])];
  // With dots the day stands first wherever dates are written so.
  if (written[2] === '.' || first > 12 || first === second) return dateOf(year, second, first, written[5]);
  if (second > 12) return dateOf(year, first, second, written[5]);
  return 'day-or-month';
}

function dateOf(year: number, month: number, day: number, rest = '') {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? { date: utcDay(date.getTime()), rest } : null;
}

function dayIn(text: string): { readonly day: number; readonly rest: string } | null {
  const found = new RegExp(`^(?:${dayWords})\\s*([+-]?)\\s*(\\d{1,3})\\s*(?:天|日)?(?:[\\s,;:/-]+(.*))?$`, 'isu').exec(
    text,
  );
  if (found === null) return null;
  // D-Day counts from nought: `D+1` is the second day, `J-30` a month before the first.
  const [, sign, count, rest = ''] = found;
  const number = Number(count);
  const day = sign === '' ? number : sign === '+' ? number + 1 : 1 - number;
  return { day, rest };
}

/** `T+1:15`, `H+2`, `+0:45`, `+45`, `T+1h30`, `E+90 min`: minutes after the start. `H+2` counts hours, as it says. */
function offsetIn(text: string): number | null {
  const found = /^(?:([a-zа-я]{1,8})\s*)?([+-])\s*(.+)$/isu.exec(text);
  if (found === null) return null;
  const [, letter = '', sign, rest = ''] = found;
  const factor = sign === '-' ? -1 : 1;
  const long = /^(\d{1,3})\s*[:h]\s*(\d{2})$/i.exec(rest);
  if (long !== null) return factor * (Number(long[1]) * 60 + Number(long[2]));
  const short = /^(\d{1,4})\s*(h|hours?|heures?|horas?|ч|小时|m|min|mins|minutes?|minutos?|мин|分钟?|د)?\.?$/i.exec(
    rest,
  );
  if (short === null) return null;
  const isHours = /^(h|ч|小时)/i.test(short[2] ?? '') || (short[2] === undefined && /^[hч]$/iu.test(letter));
  return factor * Number(short[1]) * (isHours ? 60 : 1);
}

/** A time of day as it is said in some languages, with the signs that all of them know: `10 Uhr 43`, `下午 2:30`, `10点43分`, `2:30 مساءً`. */
function plainClock(text: string): string {
  return text
    .replace(/^(上午|下午)\s*(.+)$/u, (_, half, rest) => `${rest} ${half === '下午' ? 'pm' : 'am'}`)
    .replace(/(صباح|مساء)[اً\p{M}]*$/u, (_, half) => (half === 'مساء' ? 'pm' : 'am'))
    .replace(
      /^(\d{1,2})\s*(?:uhr|[点點时時])\s*(?:整|(\d{2})\s*分?)?(?=$|\s)/iu,
      (_, hour, minute = '00') => `${hour}:${minute}`,
    )
    .replace(/(\d)\s*uhr$/i, '$1');
}

/** Minutes from midnight; `none` where nothing stands, null for what is no time of day. */
function clockIn(text: string): number | 'none' | null {
  const said = plainClock(text.trim());
  if (said === '') return 'none';
  const found =
    /^(\d{1,2})\s*(?:[:.](?=\s*\d\d)|h|ч)\s*(\d{2})?(?::(\d{2})(?:\.\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?$/i.exec(said);
  const military = /^(\d{2})(\d{2})\s*(?:hrs?|h|z)?$/i.exec(said);
  const noon = /^(\d{1,2})\s*(am|pm|a\.m\.|p\.m\.)$/i.exec(said);
  const [hours, minutes, half] =
    found !== null
      ? [Number(found[1]), Number(found[2] ?? 0), found[4]]
      : military !== null
        ? [Number(military[1]), Number(military[2]), undefined]
        : noon !== null
          ? [Number(noon[1]), 0, noon[2]]
          : [Number.NaN, 0, undefined];
  const hour = half === undefined ? hours : (hours % 12) + (/^[pم]/i.test(half) ? 12 : 0);
  const isReal = hour <= 23 && minutes <= 59 && (half === undefined || (hours >= 1 && hours <= 12));
  return isReal ? hour * 60 + minutes : null;
}
