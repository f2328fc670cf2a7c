/**
 * A thousand certificates in a real window: signed and drawn as PNG with the credential inside, and signed and printed to PDF with their
 * square, a hundred pages a file.
 */
import { startLaptop } from '../e2e/support/laptop.ts';
import { pageScript } from '../support/page-script.ts';
import type { ToDraw } from './certificates-in-page.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { timed } from './statistics.ts';

const count = 1_000;
/** Of one file, and of one call into the page. */
const atOnce = 100;

export const certificatesDrawn: Figure = {
  name: 'certificates as PNG and PDF',
  measure: async (context) => measure(context),
};

async function measure({ newFolder, say }: BenchContext): Promise<readonly Row[]> {
  const laptop = await startLaptop({ folder: await newFolder('certificates') });
  const { page, app } = laptop;
  try {
    await page.waitForSelector('h1');
    await page.evaluate(await pageScript('test', 'bench', 'certificates-in-page.ts'));
    const inPage = (name: 'drawPngs' | 'layOut', part: ToDraw) =>
      page.evaluate(
        ([method, asked]) =>
          (globalThis as never as Record<string, (part: ToDraw) => Promise<unknown>>)[method as string]?.(
            asked as ToDraw,
          ),
        [name, part] as const,
      );
    const inParts = async (work: (part: ToDraw) => Promise<unknown>) => {
      for (let from = 0; from < count; from += atOnce) await work({ from, to: from + atOnce });
    };
    const print = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        const options = { landscape: true, pageSize: 'A4', printBackground: true, preferCSSPageSize: true } as const;
        return (await window?.webContents.printToPDF(options))?.length ?? 0;
      });
    say(`${count} certificates as PNG ...`);
    await inPage('drawPngs', { from: 0, to: 1 });
    const asPng = await timed(() => inParts((part) => inPage('drawPngs', part)));
    say(`${count} certificates as PDF ...`);
    let bytes = 0;
    const asPdf = await timed(() =>
      inParts(async (part) => {
        await inPage('layOut', part);
        bytes = await print();
      }),
    );
    say(`  ${(bytes / 1e6).toFixed(1)} MB for ${atOnce} pages`);
    const plain = { unit: 'ms', baseline: null, beside: '', goal: 60_000 } as const;
    return [
      { ...plain, name: 'certificates, a thousand signed and drawn as PNG', value: asPng },
      { ...plain, name: 'certificates, a thousand signed and printed to PDF', value: asPdf },
    ];
  } finally {
    await laptop.close();
  }
}
