/** How many ways into a vault there have to be, and how long the handy one holds. */
import type { SlotKind } from './vault-file.ts';

/** Whoever loses one of them must have another one, so two of these are always there. The system's keychain is none of them. */
const lasting: ReadonlySet<string> = new Set<SlotKind>(['passphrase', 'recovery', 'custodians']);
const leastLasting = 2;
/** So long the system's keychain opens a vault; then somebody shows again that they know the passphrase. */
export const quickUnlockDays = 14;

/** Whether a way in can be taken away: the passphrase is only ever changed, and never the last but one of what lasts. */
export function mayRemove(kinds: readonly string[], kind: SlotKind): boolean {
  if (kind === 'passphrase') return false;
  if (!lasting.has(kind)) return true;
  return new Set(kinds.filter((each) => lasting.has(each) && each !== kind)).size >= leastLasting;
}
