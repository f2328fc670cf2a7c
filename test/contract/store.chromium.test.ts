/** The storage contract on a real Chromium's IndexedDB, on a disk: what fake-indexeddb promises must hold there too. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Store } from '../../shared/sync/ports.ts';
import { pageScript } from '../support/page-script.ts';
import { formerDatabaseSuite } from './former-database.suite.ts';
import { storeSuite } from './store.suite.ts';

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

/** Every method of the port: one that is forgotten here does not compile. */
const methods: Record<keyof Store, true> = {
  list: true,
  open: true,
  operations: true,
  history: true,
  scan: true,
  outbox: true,
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
    open(name: string): Promise<number>;
    makeFormer(name: string): Promise<void>;
    call(...args: unknown[]): Promise<unknown>;
  };
}
type Evaluate = (work: (argument: never) => unknown, argument: unknown) => Promise<unknown>;

/** A store of the page, called from here. */
async function storeOf(name: string): Promise<Store> {
  const evaluate = page.evaluate.bind(page) as Evaluate;
  const opened = await evaluate((wanted) => (globalThis as unknown as InPage).storeInPage.open(wanted), name);
  const call = (...args: unknown[]) =>
    evaluate((asked) => (globalThis as unknown as InPage).storeInPage.call(...(asked as unknown[])), args);
  const store = Object.fromEntries(
    Object.keys(methods).map((method) => [method, (...args: unknown[]) => call(opened, method, ...args)]),
  ) as unknown as Store;
  return {
    ...store,
    chunkHashes: async () => new Set(await store.chunkHashes()),
    async *scan(scope, limit) {
      yield* (await call(opened, 'scan', scope, limit)) as StoredOperation[][];
    },
  };
}

storeSuite('Dexie in Chromium', async () => {
  stores += 1;
  const name = `suite-${stores}`;
  const open = () => storeOf(name);
  return { open, reopens: true, openAfterCrash: open };
});

formerDatabaseSuite('Dexie in Chromium', async () => {
  const evaluate = page.evaluate.bind(page) as Evaluate;
  await evaluate((name) => (globalThis as unknown as InPage).storeInPage.makeFormer(name), 'former');
  return storeOf('former');
});
