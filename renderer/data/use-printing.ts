import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useFailureText } from '../i18n/failure-text.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useDesktop } from './engine-context.tsx';
import { fileNameOf } from './file-name.ts';

/**
 * The sheet for paper exists only while a page is printed: during our own call, and when somebody prints by the menu of
 * the browser.
 */
export function usePrinting({ landscape = false } = {}): {
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
        await document.fonts?.ready;
        // A picture that is not decoded yet would be an empty place on the paper.
        const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet] img')];
        await Promise.all(pictures.map((picture) => picture.decode?.().catch(() => undefined)));
        const printed = await desktop.call('print:pdf', { suggestedName: `${fileNameOf(name)}.pdf`, landscape });
        if (!printed.ok) announce(failureText(printed.failure));
      } finally {
        setPrinting(false);
      }
    },
  };
}
