/** The storage contract on a real Chromium's IndexedDB, on a disk: what fake-indexeddb promises must hold there too. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type PackLimits, usualLimits } from '../../renderer/data/packs/pack-limits.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Store } from '../../shared/sync/ports.ts';
import { pageScript } from '../support/page-script.ts';
import { smallPacks } from '../support/small-packs.ts';
import { formerDatabaseSuite } from './former-database.suite.ts';
import { type StoreUnderTest, storeSuite } from './store.suite.ts';
import { storePacksSuite } from './store-packs.suite.ts';

let server: Server;
let browser: Browser;
let page: Page;
let stores = 0;

beforeAll(async () => {
  const script = await pageScript('test', 'contract', 'store-in-page.ts');
  server = createServer((request, response) => {
    const isScript = request.url === '/store.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/store.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'storeInPage' in globalThis);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Every method of the port: one that is forgotten here does not compile. Rows made ready have tests beside the code that makes them. */
const methods: Record<Exclude<keyof Store, 'holdsNone'>, true> = {
  list: true,
  open: true,
  operations: true,
  history: true,
  scan: true,
  outbox: true,
  outboxIds: true,
  outboxCount: true,
  notAccepted: true,
  cursors: true,
  chunk: true,
  chunkHashes: true,
  meta: true,
  write: true,
  lamport: true,
  clear: true,
  close: true,
};

interface InPage {
  readonly storeInPage: {
    open(name: string, packLimits: PackLimits): Promise<number>;
    makeFormer(name: string, version: 1 | 3): Promise<void>;
    call(...args: unknown[]): Promise<unknown>;
  };
}
type Evaluate = (work: (argument: never) => unknown, argument: unknown) => Promise<unknown>;

/** A store of the page, called from here. */
async function storeOf(name: string, packLimits = usualLimits): Promise<Store & { fold(): Promise<unknown> }> {
  const evaluate = page.evaluate.bind(page) as Evaluate;
  const opened = await evaluate(
    (wanted) => (globalThis as unknown as InPage).storeInPage.open(...(wanted as [string, PackLimits])),
    [name, packLimits],
  );
  const call = (...args: unknown[]) =>
    evaluate((asked) => (globalThis as unknown as InPage).storeInPage.call(...(asked as unknown[])), args);
  const store = Object.fromEntries(
    Object.keys(methods).map((method) => [method, (...args: unknown[]) => call(opened, method, ...args)]),
  ) as unknown as Store;
  return {
    ...store,
    fold: () => call(opened, 'fold'),
    chunkHashes: async () => new Set(await store.chunkHashes()),
    async *scan(scope, limit) {
      yield* (await call(opened, 'scan', scope, limit)) as StoredOperation[][];
    },
  };
}

const made = (packLimits: PackLimits) => async (): Promise<StoreUnderTest> => {
  stores += 1;
  const name = `suite-${stores}`;
  const open = () => storeOf(name, packLimits);
  const tidy = async (store: Store) => void (await (store as Awaited<ReturnType<typeof open>>).fold());
  return { open, reopens: true, openAfterCrash: open, tidy };
};
storeSuite('Dexie in Chromium', made(usualLimits));
storePacksSuite('Dexie in Chromium', made(usualLimits));
storePacksSuite('Dexie in Chromium, small packs', made(smallPacks));

formerDatabaseSuite('Dexie in Chromium', async (version) => {
  const evaluate = page.evaluate.bind(page) as Evaluate;
  const name = `former-${version}`;
  await evaluate(
    (wanted) => (globalThis as unknown as InPage).storeInPage.makeFormer(...(wanted as [string, 1 | 3])),
    [name, version],
  );
  return storeOf(name, smallPacks);
});
