/** Dates and times of spreadsheets: day numbers that their format makes into dates. */
import { utcDay } from '../../base/plain-date.ts';
import type { WalkPart } from './walk-part.ts';

/** What a format shows of a number: `date`, `time` or both. */
export type DateShape = 'date' | 'time' | 'both';

/** Formats that every program knows by number. */
const builtIn: Readonly<Record<number, DateShape>> = {
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'both',
  45: 'time',
  46: 'time',
  47: 'time',
};

/** What the style of a cell, by its number, makes of a number; null for a plain one. */
export type DateStyle = (style: number) => DateShape | null;

/** Reads the styles of a workbook. */
export function readStyles(walk: WalkPart): DateStyle {
  const custom = new Map<number, DateShape | null>();
  const styles: (DateShape | null)[] = [];
  let isInCells = false;
  walk({
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') custom.set(Number(numFmtId), shapeOf(formatCode));
      if (name === 'cellXfs') isInCells = true;
      // Formats are declared before the styles that use them.
      if (name === 'xf' && isInCells) styles.push(custom.get(Number(numFmtId)) ?? builtIn[Number(numFmtId)] ?? null);
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
    text: () => {},
  });
  return (style) => styles[style] ?? null;
}

function shapeOf(code: string): DateShape | null {
  // What stands in quotes or brackets, or behind a backslash, is shown as it is; `[h]` counts hours.
  const signs = code.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '').split(';')[0] ?? '';
  const isTime = /[hs]/i.test(signs);
  // `m` is a month unless it stands with hours or seconds.
  const isDate = /[yd]/i.test(signs) || (/m/i.test(signs) && !isTime);
  if (isDate) return isTime ? 'both' : 'date';
  return isTime ? 'time' : null;
}

const secondsOfDay = 86_400;

/** `2024-06-26 09:05`, `2024-06-26` or `09:05`; null for a number that is no day. */
export function serialText(value: number, shape: DateShape, is1904: boolean): string | null {
  if (!Number.isFinite(value) || value < 0 || value > 2_958_465) return null;
  const seconds = Math.round(value * secondsOfDay);
  const days = Math.floor(seconds / secondsOfDay);
  const rest = seconds - days * secondsOfDay;
  const time = [Math.floor(rest / 3_600), Math.floor(rest / 60) % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  if (shape === 'time') return time;
  // Day 60 of the 1900 calendar is a 29 February that never was.
  const shift = is1904 ? 0 : days > 59 ? 1 : 0;
  const date = new Date(Date.UTC(is1904 ? 1904 : 1899, is1904 ? 0 : 11, is1904 ? 1 : 31) + (days - shift) * 86_400_000);
  const day = utcDay(date.getTime());
  return shape === 'date' && rest === 0 ? day : `${day} ${time}`;
}
