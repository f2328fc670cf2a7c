/** The first and the last day of something, as they stand in a form. */
export interface TypedDays {
  readonly start: string;
  readonly end: string;
}

/** Days as typed cannot be saved like this. */
export const endsBeforeStart = ({ start, end }: TypedDays): boolean => end !== '' && end < start;

/** Typed days by field key; an end that is left empty means one day. */
export const keyedDays = ({ start, end }: TypedDays) => ({ start: start || null, end: end || start || null });

/** The time zone of this machine, for what is planned here. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
