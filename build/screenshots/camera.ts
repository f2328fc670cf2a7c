/** A laptop that is photographed: opens screens, waits until they stand still, and writes PNG files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { ensureElectron } from '../electron-runtime.ts';
import { projectRoot } from '../project-root.ts';

export interface Screen {
  /** First part of the file name. */
  readonly name: string;
  /** Where it is, after the `#`; may depend on the language of the interface. */
  readonly path: string | ((language: Language) => string);
  /** What has to be done on the screen before the picture; must not depend on the language. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Content size in CSS pixels of the unzoomed window; 1440 x 900 unless told. */
  readonly size?: readonly [number, number];
  /** 2 is 200 %. */
  readonly zoom?: number;
  /** Who works on the laptop; the first of its people unless told. */
  readonly person?: string;
}

type Language = 'en' | 'ar';
type Scheme = 'light' | 'dark';

const looks: readonly (readonly [Language, Scheme])[] = [
  ['en', 'light'],
  ['ar', 'dark'],
];
const usualSize = [1440, 900] as const;

/** A window that somebody asked for in place of each screen's own. */
export interface AskedWindow {
  readonly size: readonly [number, number];
  readonly zoom: number;
}

export interface CameraOptions {
  /** User-data folder of the laptop. */
  readonly folder: string;
  readonly display: string | undefined;
  /** The sample's hub, or null for a laptop that belongs nowhere yet. */
  readonly hubAddress: string | null;
  readonly out: string;
  /** Only pictures that {@link isAsked} are written. */
  readonly only: string;
  /** In which window all of them are taken; null for each screen's own. */
  readonly window: AskedWindow | null;
}

export interface Camera {
  readonly page: Page;
  /** Takes a screen in both looks. */
  visit(screen: Screen): Promise<void>;
  take(name: string, language: Language, scheme: Scheme): Promise<void>;
  /** Language and scheme before there is anything but the first screen. */
  switchOnFirstScreen(language: Language, scheme: Scheme): Promise<void>;
  syncNow(): Promise<void>;
  close(): Promise<void>;
}

/** Whether a picture's name contains one of the words, which commas part. */
export function isAsked(only: string, name: string): boolean {
  return only.split(',').some((word) => name.includes(word));
}

export async function openCamera(options: CameraOptions): Promise<Camera> {
  await mkdir(options.folder, { recursive: true });
  const { executable } = await ensureElectron();
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: executable,
    args: [...root, '--disable-gpu', `--user-data-dir=${options.folder}`, projectRoot],
    env: {
      ...(process.env as Record<string, string>),
      ...(options.display === undefined ? {} : { DISPLAY: options.display }),
      LANG: 'en_GB.UTF-8',
      LANGUAGE: 'en',
      WAYPOST_HUB: options.hubAddress ?? '',
      WAYPOST_SAMPLE: options.hubAddress === null ? '' : '1',
      WAYPOST_LABEL: '',
    },
  });
  const page = await app.firstWindow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const frame = (size: readonly [number, number], zoom: number) =>
    app.evaluate(
      ({ BrowserWindow }, [width, height, factor]) => {
        const window = BrowserWindow.getAllWindows()[0];
        window?.setContentSize(width as number, height as number);
        window?.webContents.setZoomFactor(factor as number);
      },
      [...size, zoom],
    );
  await frame(usualSize, 1);

  const take: Camera['take'] = async (name, language, scheme) => {
    const file = `${name}-${language}-${scheme}.png`;
    if (!isAsked(options.only, file)) return;
    await page.mouse.move(0, 0);
    await stillness(page);
    // By the window itself: Playwright cuts a zoomed page to its upper left quarter.
    const picture = await app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    await writeFile(join(options.out, file), Buffer.from(picture, 'base64'));
    process.stdout.write(`${file}\n`);
  };
  let working: string | undefined;
  return {
    page,
    take,
    async visit(screen) {
      const isVariant = screen.size !== undefined || screen.zoom !== undefined;
      if (isVariant && options.window !== null) return;
      for (const [language, scheme] of looks) {
        if (!isAsked(options.only, `${screen.name}-${language}-${scheme}.png`)) continue;
        if (screen.person !== working) await workAs(page, screen.person ?? null);
        working = screen.person;
        await chooseLook(page, language, scheme);
        await frame(options.window?.size ?? screen.size ?? usualSize, options.window?.zoom ?? screen.zoom ?? 1);
        await goTo(page, typeof screen.path === 'string' ? screen.path : screen.path(language));
        await stillness(page);
        await screen.prepare?.(page);
        await take(screen.name, language, scheme);
        await page.keyboard.press('Escape');
        await frame(usualSize, 1);
      }
    },
    async switchOnFirstScreen(language, scheme) {
      await page.evaluate(
        ([chosen, colours]) => {
          localStorage.setItem('waypost.language', chosen);
          localStorage.setItem('waypost.colour-scheme', colours);
        },
        [language, scheme] as const,
      );
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    syncNow: () => syncNow(page),
    close: () => app.close(),
  };
}

/** Opens an address of the app. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** Changes language and colours as a person does, in the settings. */
async function chooseLook(page: Page, language: Language, scheme: Scheme): Promise<void> {
  await goTo(page, '/settings');
  // The screen before may have languages to choose from too, and is still there for a moment.
  await page.locator(`main:has(input[value="${scheme}"]) [role="radiogroup"] label[lang="${language}"]`).click();
  await page.locator(`main input[value="${scheme}"]`).locator('..').click();
  await page.waitForFunction(
    ([lang, colours]) =>
      document.documentElement.lang.startsWith(lang) &&
      document.documentElement.dataset['mantineColorScheme'] === colours,
    [language, scheme] as const,
  );
}

/** Goes on as one of the laptop's people; null is whoever it opens with. */
export async function workAs(page: Page, person: string | null): Promise<void> {
  await page.evaluate((chosen) => {
    if (chosen === null) localStorage.removeItem('waypost.profile');
    else localStorage.setItem('waypost.profile', chosen);
  }, person);
  await page.reload();
  await page.locator('nav').first().waitFor();
}

/** One exchange with the hub, or the try of one, asked for on the sync screen. */
export async function syncNow(page: Page): Promise<void> {
  await goTo(page, '/sync');
  await page.locator('main header button').last().click();
  await page.waitForTimeout(1_500);
}

/** Waits for fonts, and until nothing on the page changed for a moment. */
export async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise<void>((resolve) => {
      const quiet = 350;
      const longest = 3_000;
      let timer = setTimeout(resolve, quiet);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, quiet);
      });
      observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
      setTimeout(resolve, longest);
    });
  });
}
