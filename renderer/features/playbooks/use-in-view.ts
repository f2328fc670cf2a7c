import { type RefObject, useCallback, useEffect, useRef } from 'react';

export interface InView {
  /** Tells which element shows a step; null when it goes. */
  register(id: string, element: HTMLElement | null): void;
  /** Brings a step to the reading line without the steps passed on the way being reported; false while it is not drawn. */
  scrollTo(id: string): boolean;
}

/** The line at which people read: a third of the way down, in parts of the height. */
const readingLine = 0.3;
/** After a jump, scrolling reports nothing for so long (milliseconds): the jump itself said where we are. */
const quietAfterJump = 500;

/** Reports the step at the reading line while somebody scrolls; at the very end, the last one. */
export function useInView(scroller: RefObject<HTMLElement | null>, onInView: (id: string) => void): InView {
  const elements = useRef(new Map<string, HTMLElement>());
  const quietUntil = useRef(0);
  const latest = useRef(onInView);
  latest.current = onInView;

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    let frame = 0;
    const report = () => {
      frame = 0;
      if (performance.now() < quietUntil.current) return;
      const id = stepAtLine(box, elements.current);
      if (id !== null) latest.current(id);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(report);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      box.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [scroller]);

  const register = useCallback((id: string, element: HTMLElement | null) => {
    if (element === null) elements.current.delete(id);
    else elements.current.set(id, element);
  }, []);
  const scrollTo = useCallback(
    (id: string) => {
      const box = scroller.current;
      const element = elements.current.get(id);
      if (!box || !element) return false;
      quietUntil.current = performance.now() + quietAfterJump;
      const isSeen = isWithin(element.getBoundingClientRect(), box.getBoundingClientRect());
      if (!isSeen) element.scrollIntoView?.({ block: 'center' });
      element.querySelector<HTMLElement>('h2')?.focus?.({ preventScroll: true });
      return true;
    },
    [scroller],
  );
  return { register, scrollTo };
}

function stepAtLine(box: HTMLElement, elements: ReadonlyMap<string, HTMLElement>): string | null {
  const frame = box.getBoundingClientRect();
  const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
  const line = isAtEnd ? frame.bottom - 24 : frame.top + frame.height * readingLine;
  let found: string | null = null;
  let foundTop = Number.NEGATIVE_INFINITY;
  for (const [id, element] of elements) {
    const { top } = element.getBoundingClientRect();
    if (top <= line && top > foundTop) {
      found = id;
      foundTop = top;
    }
  }
  return found;
}

function isWithin(inner: DOMRect, outer: DOMRect): boolean {
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}
