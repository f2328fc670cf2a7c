/** A calendar file of RFC 5545 ([IC2]): lines of at most 75 octets, text that is escaped, and nothing that no calendar may hold. */
import { utf8 } from '../../base/bytes.ts';

/** One line before it is folded; parameters and a value that are already written as the RFC wants them. */
export interface CalendarLine {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Octets of a line, without its end. */
const longestLine = 75;

/** The file around the lines of its events. */
export function calendarFile(events: readonly (readonly CalendarLine[])[]): string {
  const plain = (name: string, value: string): CalendarLine => ({ name, value });
  const lines = [
    plain('BEGIN', 'VCALENDAR'),
    plain('VERSION', '2.0'),
    plain('PRODID', '-//Waypost//Training//EN'),
    plain('CALSCALE', 'GREGORIAN'),
    plain('METHOD', 'PUBLISH'),
    ...events.flatMap((event) => [plain('BEGIN', 'VEVENT'), ...event, plain('END', 'VEVENT')]),
    plain('END', 'VCALENDAR'),
  ];
  return lines.map((line) => `${folded(written(line))}\r\n`).join('');
}

/** A text as a value: its marks escaped, its line ends as `\n`, other control characters left out. */
export function calendarText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** An instant in universal time: `20261124T080000Z`. */
export function calendarInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A plain date: `20261124`. */
export function calendarDate(day: string): string {
  return day.replaceAll('-', '');
}

function written({ name, parameters = {}, value }: CalendarLine): string {
  const more = Object.entries(parameters).map(([key, each]) => `;${key}=${each}`);
  return `${name}${more.join('')}:${value}`;
}

/** Broken between characters; each further line begins with a space, which counts. */
function folded(line: string): string {
  let folds = '';
  let length = 0;
  for (const character of line) {
    const size = utf8(character).length;
    if (length + size > longestLine) {
      folds += '\r\n ';
      length = 1;
    }
    folds += character;
    length += size;
  }
  return folds;
}
