import type { Language } from '../../shared/domain/language.ts';
import { type Direction, languageInfo } from './languages.ts';

/** A moment: milliseconds since 1970, an ISO 8601 text, or a Date. */
export type Moment = number | string | Date;
export type DateLength = 'short' | 'medium' | 'long' | 'full';

/** Numbers, dates and sorting in one language. Dates are Gregorian with Latin digits in every language. */
export interface Formatters {
  readonly language: Language;
  readonly dir: Direction;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** `share` from 0 to 1. */
  percent(share: number): string;
  /** The day of an instant, by the reader's calendar; a plain date is said by `dayText`. short `30 Jun`, medium `30 Jun 2027`, long `30 June 2027`, full with the weekday. */
  date(moment: number | Date, length?: DateLength): string;
  /** `03:07`, 24 hours. */
  time(moment: Moment): string;
  /** `03:07:12`, 24 hours. */
  timeWithSeconds(moment: Moment): string;
  dateTime(moment: Moment): string;
  /** `3 days ago`, `in 5 minutes`, `now` under a minute. */
  relative(moment: Moment, now: Moment): string;
  /** Length of time as a clock, `00:18:22`; the same in every language. */
  duration(milliseconds: number): string;
  bytes(count: number): string;
  list(items: readonly string[], kind?: 'and' | 'or'): string;
  /** Things beside each other that are no list, as a name and a centre: parted by the comma of the language. */
  series(items: readonly string[]): string;
  /** Orders texts as a reader of this language expects, numbers inside by value. */
  compare(left: string, right: string): number;
}

const dateOptions: Record<DateLength, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};
const timeOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const relativeSteps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const commas: Partial<Record<Language, string>> = { ar: '، ', zh: '，' };
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/**
 * Builds the formatters of a language.
 *
 * @param timeZone IANA name; the machine's own when absent.
 */
export function createFormatters(language: Language, timeZone?: string): Formatters {
  const { locale, dir } = languageInfo(language);
  const zone = timeZone === undefined ? {} : { timeZone };
  // Each is made when it is first used: making all of them takes a frame, and every start would pay it.
  const collator = once(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }));
  const relativeFormat = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const date = cached((key: DateLength) => new Intl.DateTimeFormat(locale, { ...zone, ...dateOptions[key] }));
  const clock = once(() => new Intl.DateTimeFormat(locale, { ...zone, ...timeOptions }));
  const clockWithSeconds = once(() => new Intl.DateTimeFormat(locale, { ...zone, ...timeOptions, second: '2-digit' }));
  const both = once(() => new Intl.DateTimeFormat(locale, { ...zone, ...dateOptions.medium, ...timeOptions }));
  const plainNumber = once(() => new Intl.NumberFormat(locale));
  // By the text of their options: lists ask for the same few in every row.
  const numberBy = cached((key: string) => new Intl.NumberFormat(locale, JSON.parse(key) as Intl.NumberFormatOptions));
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    (options ? numberBy(JSON.stringify(options)) : plainNumber()).format(value);
  const listBy = cached(
    (kind: 'and' | 'or') => new Intl.ListFormat(locale, { type: kind === 'and' ? 'conjunction' : 'disjunction' }),
  );

  return {
    language,
    dir,
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    date: (moment, length = 'medium') => date(length).format(toDate(moment)),
    time: (moment) => clock().format(toDate(moment)),
    timeWithSeconds: (moment) => clockWithSeconds().format(toDate(moment)),
    dateTime: (moment) => both().format(toDate(moment)),
    relative: (moment, now) => relativeText(toDate(moment).getTime() - toDate(now).getTime(), relativeFormat()),
    duration: clockText,
    bytes: (count) => bytesText(count, number),
    list: (items, kind = 'and') => listBy(kind).format(items),
    series: (items) => items.join(commas[language] ?? ', '),
    compare: (left, right) => collator().compare(left, right),
  };
}

/** The farthest moment that a Date holds, either way. */
const farthest = 8.64e15;

/** What another laptop says of the time is shown, however far from any calendar it is; a screen does not fail for it. */
function toDate(moment: Moment): Date {
  if (moment instanceof Date) return moment;
  return new Date(typeof moment === 'number' ? Math.min(Math.max(moment, -farthest), farthest) : moment);
}

/** A moment for machines, as `<time>` takes it. */
export function isoOf(moment: Moment): string {
  return toDate(moment).toISOString();
}

function once<V>(create: () => V): () => V {
  let made: V | undefined;
  return () => {
    made ??= create();
    return made;
  };
}

function cached<K extends string, V>(create: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = create(key);
    made.set(key, value);
    return value;
  };
}

function relativeText(distance: number, format: Intl.RelativeTimeFormat): string {
  for (const [unit, size] of relativeSteps) {
    if (Math.abs(distance) >= size) return format.format(Math.round(distance / size), unit);
  }
  return format.format(0, 'second');
}

function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function bytesText(count: number, number: Formatters['number']): string {
  let value = count;
  let step = 0;
  while (value >= 1000 && step < byteUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  const unit = byteUnits[step] ?? 'byte';
  return number(value, {
    style: 'unit',
    unit,
    // "410 byte" is no English: only the short names of larger units stand without a plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  });
}
