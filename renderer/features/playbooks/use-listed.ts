import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { usePart } from '../../ui/use-part.ts';
import type { Line } from './lines.ts';

/** Steps of the first answer: more than any screen shows at once. */
const firstSteps = 8;
/** A playbook of so many steps keeps the picture from nothing. */
const fewSteps = 40;
/** The rest of a longer one waits for the picture, though no longer than so many milliseconds. */
const longestWait = 500;

interface Asked {
  readonly inView: string | null;
  /** The step to which somebody goes. */
  readonly wanted: string | null;
  readonly isPictureDrawn: boolean;
}

/** The lines that are drawn: a long playbook answers with its first screens, of a very long one a part is drawn ([WE12]). */
export function useListed(lines: readonly Line[], { inView, wanted, isPictureDrawn }: Asked) {
  const placeOf = (id: string | null) =>
    Math.max(
      0,
      lines.findIndex((line) => line.id === id),
    );
  const part = usePart(lines.length, placeOf(wanted));
  const drawn = useMemo(() => lines.slice(part.from, part.to), [lines, part.from, part.to]);
  const isWhole = drawn.length === lines.length;
  const isRestDue = useRestDue(isPictureDrawn) || lines.length <= fewSteps;
  const count = Math.max(firstSteps, placeOf(inView) + 5);
  const first = useMemo(() => lines.slice(0, count), [lines, count]);
  // The rest follows while the first ones are already read.
  const deferred = useDeferredValue(isWhole ? (isRestDue ? lines : first) : null, first);
  return { part, listed: isWhole && deferred !== null ? deferred : drawn };
}

function useRestDue(isPictureDrawn: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), longestWait);
    return () => clearTimeout(timer);
  }, []);
  return isOver || isPictureDrawn;
}
