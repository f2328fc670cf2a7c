/** A page of Chromium on a fresh profile on the disk, with a peer in it. */
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { newFolder, removeFolder } from '../../e2e/support/laptop.ts';
import type { Change, Edit, Peer, PeerServer } from './peer.ts';

export interface Session {
  /** Milliseconds of one exchange in the page, the connection included. {@link leave} when its other end has heard all. */
  sync(expected: number): Promise<number>;
  leave(): Promise<void>;
  edit(changes: readonly Change[]): Promise<number[]>;
  mix(edits: readonly Edit[]): Promise<void>;
  count(): Promise<number>;
  read(change: Change): Promise<string | undefined>;
  /** Milliseconds from the last byte on; null where that is not told. */
  readable(): Promise<number | null>;
  /** False where the peer looks over nothing. */
  damage(id: string): Promise<boolean>;
  /** Milliseconds; null where the peer purges nothing. */
  purge(scope: string): Promise<number | null>;
  close(): Promise<void>;
}

const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-extensions'];

/** Opens the page of a server and the peer in it. */
export async function openSession({ address, keySha256 }: Pick<PeerServer, 'address' | 'keySha256'>): Promise<Session> {
  const folder = await newFolder('bench-profile');
  const pinned = keySha256 === undefined ? [] : [`--ignore-certificate-errors-spki-list=${keySha256}`];
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: [...args, ...pinned, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    return await sessionOn(context, address, folder);
  } catch (error) {
    await context.close();
    await removeFolder(folder);
    throw error;
  }
}

type InPage = { readonly peer: Peer };

async function sessionOn(context: BrowserContext, address: string, folder: string): Promise<Session> {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
  await page.goto(address);
  await page.waitForFunction(() => 'peer' in globalThis, undefined, { timeout: 30_000 });
  await page.evaluate(() => (globalThis as never as InPage).peer.open());
  return {
    sync: (expected) => syncIn(page, expected),
    leave: () => page.evaluate(() => (globalThis as never as InPage).peer.leave?.()),
    edit: (changes) => page.evaluate((all) => (globalThis as never as InPage).peer.edit(all), changes),
    mix: (edits) => page.evaluate((all) => (globalThis as never as InPage).peer.mix(all), edits),
    count: () => page.evaluate(() => (globalThis as never as InPage).peer.count()),
    read: ({ id, field }) =>
      page.evaluate((one) => (globalThis as never as InPage).peer.read(one.id, one.field), { id, field }),
    readable: () => page.evaluate(async () => (await (globalThis as never as InPage).peer.readable?.()) ?? null),
    damage: (id) =>
      page.evaluate(async (one) => {
        const { peer } = globalThis as never as InPage;
        await peer.damage?.(one);
        return peer.damage !== undefined;
      }, id),
    purge: (scope) =>
      page.evaluate(async (one) => {
        const { peer } = globalThis as never as InPage;
        if (peer.purge === undefined) return null;
        const start = performance.now();
        await peer.purge(one);
        return performance.now() - start;
      }, scope),
    async close() {
      await context.close();
      await removeFolder(folder);
    },
  };
}

function syncIn(page: Page, expected: number): Promise<number> {
  return page.evaluate(async (count) => {
    const start = performance.now();
    await (globalThis as never as InPage).peer.sync(count).catch((error: unknown) => {
      throw error instanceof Error ? error : new Error(JSON.stringify(error));
    });
    return performance.now() - start;
  }, expected);
}
