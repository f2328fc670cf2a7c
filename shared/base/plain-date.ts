/**
 * Plain dates, `YYYY-MM-DD`: days of a calendar, without an hour or a zone. Whose calendar an instant is counted by is said by
 * which of these is called ([PO7]); the build refuses the text of an instant that is cut to its day on the spot anywhere else. A
 * cut in two steps, or by division, it does not see.
 */

const dayMs = 86_400_000;

/** The day of an instant (milliseconds since 1970 UTC) by the calendar of this machine: for what somebody at it reads. */
export function dayHere(moment: number): string {
  const at = new Date(moment);
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day of an instant in UTC: for rules by which every device and hub must decide alike, wherever it stands. */
export function utcDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Day and hour of an instant by the calendar of a place, for what happens there; an unknown zone counts as UTC. */
export function timeIn(timeZone: string | undefined, moment: number): { readonly day: string; readonly hour: number } {
  const parts = calendarOf(timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC').formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}

/** Whether a text names a time zone that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return zone !== '' && calendarOf(zone) !== undefined;
  } catch {
    return false;
  }
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: one takes longer to make than a hundred days to tell. Throws for a zone that nobody knows. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const [digits, hourCycle] = ['2-digit', 'h23'] as const;
  const parts = { year: 'numeric', month: digits, day: digits, hour: digits, hourCycle } as const;
  const made = new Intl.DateTimeFormat('en', { timeZone, ...parts });
  calendars.set(timeZone, made);
  return made;
}

/** The day so many days later; earlier for a negative number. */
export function dayAfter(day: string, days = 1): string {
  return utcDay(startOf(day) + days * dayMs);
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOf(to) - startOf(from)) / dayMs);
}

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
