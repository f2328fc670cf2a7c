/**
 * Plain dates, `YYYY-MM-DD`: days of a calendar, without an hour or a zone. Whose calendar an instant is counted by is said by
 * which of these is called ([PO7]); the build refuses a day that is cut out of an instant anywhere else.
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
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC';
  const options = {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}

/** Whether a text names a time zone that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
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
