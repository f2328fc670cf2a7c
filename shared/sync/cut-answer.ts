import { concat } from '../base/bytes.ts';
import type { CutAnswer } from './ports.ts';

/** What a transport tells of an answer that was cut off after these parts of it ([PK8]). */
export function cutAnswer(parts: readonly Uint8Array[]): CutAnswer {
  return parts.length === 0 ? {} : { arrived: concat(...parts) };
}
