import type { RosterRow } from '../../../../shared/domain/training/roster.ts';
import { codesOfSession } from '../../../../shared/domain/training/row-code.ts';
import type { OpenSession } from '../use-session.ts';

type Codes = ReadonlyMap<string, string>;

/** The codes of a session by enrolment. Those taken off the roster keep theirs: they stand on paper ([RC4]). */
export function codesOf({ session, roster, withdrawn }: OpenSession): Codes {
  return codesOfSession(
    session.id,
    [...roster, ...withdrawn].flatMap(({ enrolments }) => enrolments),
  );
}

/** The code that is printed for somebody: that of the enrolment that was first. */
export function codeOfRow({ enrolments }: RosterRow, codes: Codes): string {
  return codes.get([...enrolments].sort()[0] ?? '') ?? '';
}
