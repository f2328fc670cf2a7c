/** When the database is folded ([LP2]): when nobody waits, and soon after much came at once. */
import { after } from './after.ts';

/** After a start, and after the last write of many entries, in milliseconds; and how often besides. */
const foldAfter = 15_000;
const foldEvery = 300_000;
/** A write of more entries than this leaves small packs behind: a first pull, an import. */
const manyAtOnce = 100;
/** Nobody saves when nothing was written for so many milliseconds. */
const calm = 2_000;
/** So many milliseconds long who writes puts a fold off: it does one piece then all the same. */
const longestPutOff = 300_000;

/**
 * Folds from now on: not while something is written, and what is begun by then ends after the piece under way ([LP7]). What fails
 * is tried again, and only costs the next start its speed. Returns what is to be told of how many entries each write left.
 */
export function keepFolded(fold: (isDisturbed: () => boolean) => Promise<void>): (entries: number) => void {
  let callOff = () => {};
  let wroteAt = Number.NEGATIVE_INFINITY;
  /** Since when a fold is asked for that nobody began; null while none is. */
  let askedAt: number | null = null;
  const mayPutOff = () => askedAt === null || performance.now() - askedAt < longestPutOff;
  const soon = () => {
    askedAt ??= performance.now();
    callOff();
    callOff = after(foldAfter, () => void attempt());
  };
  const attempt = async () => {
    const begunAt = performance.now();
    if (begunAt - wroteAt < calm && mayPutOff()) return soon();
    askedAt = null;
    const isDisturbed = () => wroteAt > begunAt;
    await fold(isDisturbed).catch(() => {});
    if (isDisturbed()) soon();
  };
  soon();
  setInterval(soon, foldEvery);
  return (entries) => {
    wroteAt = performance.now();
    if (entries > manyAtOnce && mayPutOff()) soon();
  };
}
