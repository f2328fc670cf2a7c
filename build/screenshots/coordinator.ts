/** Pictures of the coordinators' page, as the sample's hub serves it to a browser: signed out, health, held changes, enrolment. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { authenticatorCode } from '../../hub/accounts/totp.ts';
import type { TakenOutbox } from '../../shared/coordinator/contract.ts';
import { fileType } from '../../shared/coordinator/failure.ts';
import { isAsked } from './camera.ts';

export interface CoordinatorPictures {
  readonly hubAddress: string;
  /** Makes the coordinator's account; each hub gives it once. */
  readonly setUpCode: string;
  readonly out: string;
  /** Only pictures that {@link isAsked} are taken. */
  readonly only: string;
}

const passphrase = 'ferry lantern orbit clay';

/** A laptop of the sample's story (assets/sample/story/disagreements.json). */
const holding = 'Loan laptop 3, Ondra Bay';

const looks = [
  ['en', 'light'],
  ['ar', 'dark'],
] as const;

interface Place {
  readonly name: string;
  readonly place: string;
  /** What has to be done there before the picture, in any language. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** What is photographed: the places of the page. */
const screens: readonly Place[] = [
  { name: 'coordinator-health', place: 'health' },
  { name: 'coordinator-device', place: 'health', prepare: openHolding },
  { name: 'coordinator-held', place: 'held' },
  { name: 'coordinator-outbox', place: 'held', prepare: takeOutbox },
  { name: 'coordinator-enrol', place: 'enrol' },
  { name: 'coordinator-members', place: 'members' },
  { name: 'coordinator-log', place: 'log' },
  { name: 'coordinator-account', place: 'account' },
];

/** Takes every screen of the page in both looks. */
export async function photographCoordinator({ hubAddress, setUpCode, out, only }: CoordinatorPictures): Promise<void> {
  const names = ['coordinator-sign-in', ...screens.map(({ name }) => name)];
  if (!names.some((name) => isAsked(only, name))) return;
  await mkdir(out, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await openPage(browser, hubAddress);
    const take = async (name: string, prepare?: (page: Page) => Promise<void>) => {
      for (const [language, scheme] of looks) {
        await dress(page, language, scheme);
        await stillness(page);
        await prepare?.(page);
        const path = join(out, `${name}-${language}-${scheme}.png`);
        if (isAsked(only, name)) await page.screenshot({ path });
      }
      await dress(page, 'en', 'light');
    };
    await take('coordinator-sign-in');
    await setUp(page, setUpCode);
    for (const { name, place, prepare } of screens) {
      await page.goto(`${hubAddress}/coordinator#/${place}`);
      await take(name, prepare);
    }
  } finally {
    await browser.close();
  }
}

/** The pane of the device whose changes are held. */
async function openHolding(page: Page): Promise<void> {
  await page.getByRole('button', { name: holding }).click();
  await page.locator('main aside h2').waitFor();
}

/** What the hub says of a file that it took: no laptop of the story is wiped, and the page is shown what comes of one. */
const taken: TakenOutbox = {
  device: holding,
  isRevoked: false,
  accepted: 14,
  held: 3,
  refused: 0,
  waiting: 0,
  known: 22,
  filesLeft: 2,
  words: ['harbor', 'lantern', 'orbit', 'clay', 'ferry', 'pilot'],
};

/** A wiped laptop's file is handed in. */
async function takeOutbox(page: Page): Promise<void> {
  await page.route('**/outbox/take', (route) => route.fulfill({ json: taken }));
  const section = page.locator('section[aria-labelledby="take-outbox"]');
  await section.locator('input[type="file"]').setInputFiles({
    name: 'laptop.waypost-outbox',
    mimeType: fileType,
    buffer: Buffer.from('sealed'),
  });
  await section.locator('ol, ul').last().waitFor();
  await section.scrollIntoViewIfNeeded();
}

async function openPage(browser: Browser, hubAddress: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${hubAddress}/coordinator`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function dress(page: Page, language: string, scheme: string): Promise<void> {
  await page.evaluate(
    ([tongue, colours]) => {
      localStorage.setItem('waypost.language', tongue as string);
      localStorage.setItem('waypost.colour-scheme', colours as string);
    },
    [language, scheme],
  );
  await page.reload();
  await page.locator(`html[lang="${language}"] h1`).first().waitFor();
}

/** Nothing moves and nothing loads any more. */
async function stillness(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The way of every coordinator: a code, an authenticator, a passphrase, recovery codes put away. */
async function setUp(page: Page, code: string): Promise<void> {
  const field = (name: string) => page.getByLabel(new RegExp(`^${name}( \\*)?$`));
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Set up an account');
  await field('Set-up code').fill(code);
  await press('Next');
  const secret = ((await page.locator('bdi.wp-mono').textContent()) ?? '').replaceAll(' ', '');
  await field('Choose a passphrase').fill(passphrase);
  await field('The six digits that it shows').fill(authenticatorCode(secret, Date.now()));
  await press('Set up');
  await field('I have put them away').check();
  await press('Go on');
  await page.getByRole('heading', { name: 'Network health' }).waitFor();
}
