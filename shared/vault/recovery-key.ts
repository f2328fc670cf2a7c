/** The recovery key as it is written on paper: 160 random bits, nine groups of four. */
import { type PaperKind, readPaperCode, writePaperCode } from './paper-code.ts';

export const recoveryKeySize = 20;
const paper: PaperKind = { label: 'waypost recovery key', size: recoveryKeySize };

export const writeRecoveryKey = (key: Uint8Array): string => writePaperCode(paper, key);

/** The key, or null for a text that was mistyped. */
export const readRecoveryKey = (typed: string): Uint8Array | null => readPaperCode(paper, typed);
