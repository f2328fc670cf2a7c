/** A scope, a clock that stands still and counted bytes, so that imports in tests repeat exactly. */
import type { DraftOptions } from '../../shared/domain/cacao/drafts-of-playbook.ts';

/** Counts on over all imports of a test file: two imports never draw the same id. */
let drawn = 0;

export function importOptions(): DraftOptions {
  return {
    scope: '11111111-1111-4111-8111-111111111111',
    clock: { now: () => Date.UTC(2026, 0, 1) },
    random: {
      bytes: (count) => {
        drawn++;
        return Uint8Array.from({ length: count }, (_, i) => (drawn >> (8 * (i % 4))) & 0xff);
      },
    },
  };
}
