/** When the database is folded ([LP2]): when nobody waits, and soon after much came at once. */
import { after } from './after.ts';

/** After a start, and after the last write of many entries, in milliseconds; and how often besides. */
const foldAfter = 15_000;
const foldEvery = 300_000;
/** A write of more entries than this leaves small packs behind: a first pull, an import. */
const manyAtOnce = 100;

/**
 * Folds from now on. What fails is tried again, and only costs the next start its speed. Returns what is to be told of how many
 * entries each write left.
 */
export function keepFolded(fold: () => Promise<void>): (entries: number) => void {
  let callOff = () => {};
  const soon = () => {
    callOff();
    callOff = after(foldAfter, () => void fold().catch(() => {}));
  };
  soon();
  setInterval(soon, foldEvery);
  return (entries) => {
    if (entries > manyAtOnce) soon();
  };
}
