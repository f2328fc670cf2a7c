import { type RefObject, useLayoutEffect } from 'react';

/** Keeps a box for text as high as what is in it, so that nothing has to be scrolled to be read; at least its `rows`. */
export function useWholeText(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the height follows
  useLayoutEffect(() => {
    const grow = () => {
      const element = box.current;
      if (element === null) return;
      element.style.blockSize = 'auto';
      const borders = element.offsetHeight - element.clientHeight;
      element.style.blockSize = `${element.scrollHeight + borders}px`;
    };
    grow();
    // A narrower window, or a larger zoom, breaks the lines elsewhere.
    window.addEventListener('resize', grow);
    return () => window.removeEventListener('resize', grow);
  }, [box, text]);
}
