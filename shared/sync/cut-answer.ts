import { concat } from '../base/bytes.ts';
import { certificateFailureOf } from '../base/certificate-failure.ts';
import type { CutAnswer, TransportFailure } from './ports.ts';

/** What a transport tells of an answer that was cut off after these parts of it ([PK8]). */
export function cutAnswer(parts: readonly Uint8Array[]): CutAnswer {
  return parts.length === 0 ? {} : { arrived: concat(...parts) };
}

/** Why no whole answer came: the hub's certificate on this day, the time limit, or the line; with what had come of it. */
export function failureOfExchange(
  error: unknown,
  { isLate, parts, now }: { readonly isLate: boolean; readonly parts: readonly Uint8Array[]; readonly now: number },
): TransportFailure {
  const refused = certificateFailureOf(error, now);
  return refused ?? { kind: isLate ? 'hub-timeout' : 'hub-unreachable', ...cutAnswer(parts) };
}
