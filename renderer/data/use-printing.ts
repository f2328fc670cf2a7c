import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useFailureText } from '../i18n/failure-text.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import type { Desktop } from './desktop.ts';
import { useDesktop } from './engine-context.tsx';
import { fileNameOf } from './file-name.ts';

/**
 * The sheet for paper exists only while a page is printed: during our own call, and when somebody prints by the menu of
 * the browser.
 */
export function usePrinting({ landscape = false, numbered = true } = {}): {
  readonly isPrinting: boolean;
  print(name: string): Promise<void>;
} {
  const [isPrinting, setPrinting] = useState(false);
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return {
    isPrinting,
    async print(name) {
      flushSync(() => setPrinting(true));
      try {
        const printed = await printSheet(desktop, { name, landscape, numbered });
        if (!printed.ok) announce(failureText(printed.failure));
      } finally {
        setPrinting(false);
      }
    },
  };
}

interface SheetToPrint {
  /** Of the file, as a title. */
  readonly name: string;
  readonly landscape: boolean;
  /** Whether its pages bear their number: a certificate does not. */
  readonly numbered: boolean;
}

/** Prints the sheet that stands in the page to a file that the person names. */
export async function printSheet(desktop: Desktop, { name, ...look }: SheetToPrint) {
  await document.fonts?.ready;
  // A picture that is not decoded yet would be an empty place on the paper.
  const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet] img')];
  await Promise.all(pictures.map((picture) => picture.decode?.().catch(() => undefined)));
  return desktop.call('print:pdf', { suggestedName: `${fileNameOf(name)}.pdf`, ...look });
}
