/** What kind of thing happened at the hub, as its log says it to everybody ([AL2]). */

/** Classes only ever are added. */
export const logClasses = [
  /** The log of this epoch begins. */
  'begin',
  /** A scope's order has grown: its chain up to a place. */
  'order',
  'decision',
  'enrolment',
  'revocation',
  'grant',
  'sign-in',
  'key',
  /** A backup was put back: with which log that of this epoch goes on. */
  'restore',
  'export',
  /** Access for a while was asked for, answered, given, or is over ([AR6]). */
  'access',
  /** A passkey or a link to the provider was added, taken away or seen to be copied; a centre asks for passkeys. */
  'way-in',
] as const;
export type LogClass = (typeof logClasses)[number];
