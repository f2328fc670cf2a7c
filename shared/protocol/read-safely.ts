/** The border where unreadable bytes become a failure. */
import type { Failure, Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { NoRoom, Unreadable } from './byte-reader.ts';

export interface BytesUnreadable extends Failure<'bytes-unreadable'> {
  readonly reason: string;
  /** Nothing was found wrong: there is no room for it just now. */
  readonly isTooMuch?: true;
}

/** Runs a decoder; what it throws as {@link Unreadable} is returned, bugs go on. */
export function readSafely<T>(decode: () => T): Result<T, BytesUnreadable> {
  try {
    return ok(decode());
  } catch (error) {
    if (error instanceof NoRoom) return fail({ kind: 'bytes-unreadable', reason: error.message, isTooMuch: true });
    if (error instanceof Unreadable) return fail({ kind: 'bytes-unreadable', reason: error.message });
    throw error;
  }
}
