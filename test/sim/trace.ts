/** What happened in a world, folded into one hash: the same seed must give the same trace. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';

export interface Trace {
  add(line: string): void;
  /** The last lines, for a failing seed. */
  tail(): readonly string[];
  hash(): string;
}

export function createTrace(): Trace {
  const whole = sha256.create();
  const lines: string[] = [];
  return {
    add(line) {
      whole.update(utf8(`${line}\n`));
      lines.push(line);
      if (lines.length > 400) lines.shift();
    },
    tail: () => lines,
    hash: () => toHex(whole.clone().digest()),
  };
}
