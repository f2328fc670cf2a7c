import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laptop, launchArguments, newFolder, removeFolder, startLaptop } from './support/laptop.ts';
import { setUpVault } from './support/vault.ts';

let laptop: Laptop;
let folder: string;
beforeAll(async () => {
  folder = await newFolder('shell');
  laptop = await startLaptop({ folder });
  await laptop.page.getByRole('heading', { name: 'Join a hub' }).waitFor();
});
afterAll(async () => {
  await laptop?.close();
  await removeFolder(folder);
});

test('the page has the origin that never changes, no Node and no Electron', async () => {
  const found = await laptop.page.evaluate(() => {
    const names = ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'];
    return {
      origin: location.origin,
      names: names.filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as never as { waypostHost: object }).waypostHost).sort(),
    };
  });
  expect(found).toEqual({ origin: 'app://waypost', names: [], bridge: ['invoke', 'onEvent'] });
});

test('[BG2] the page hears that the machine sleeps and wakes', async () => {
  const heard = laptop.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const events: string[] = [];
        const host = (globalThis as never as { waypostHost: { onEvent(hear: (event: string) => void): void } })
          .waypostHost;
        host.onEvent((event) => {
          if (events.push(event) === 2) resolve(events);
        });
        document.title = 'listens';
      }),
  );
  await laptop.page.waitForFunction(() => document.title === 'listens');
  await laptop.app.evaluate(({ powerMonitor }) => {
    for (const event of ['suspend', 'resume'] as const) powerMonitor.emit(event);
  });
  expect(await heard).toEqual(['suspending', 'resumed']);
});

test('no request of the page reaches a network, by any way a page knows', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcomes = await laptop.page.evaluate(async (target) => {
    const tries: Record<string, () => unknown> = {
      fetch: () => fetch(`${target}/fetch`),
      xhr: () =>
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.onload = resolve;
          request.onerror = () => reject(new Error('refused'));
          request.open('GET', `${target}/xhr`);
          request.send();
        }),
      image: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = () => reject(new Error('refused'));
          image.src = `${target}/image`;
        }),
      socket: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(target.replace('http', 'ws'));
          socket.onopen = resolve;
          socket.onerror = () => reject(new Error('refused'));
        }),
      eval: () => new Function('return 1')(),
      markup: () => {
        document.createElement('div').innerHTML = '<b>x</b>';
      },
    };
    const result: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(tries)) {
      result[name] = await Promise.resolve()
        .then(attempt)
        .then(
          () => 'went through',
          () => 'refused',
        );
    }
    navigator.sendBeacon(`${target}/beacon`, 'x');
    return result;
  }, address);
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.close();
  expect(asked).toEqual([]);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['refused']));
  laptop.complaints.length = 0;
});

test('every permission is denied', async () => {
  const states = await laptop.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'idle-detection',
    ];
    const found: Record<string, string> = {};
    for (const name of names) {
      found[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'denied',
      );
    }
    found['media'] = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return found;
  });
  expect(Object.entries(states).filter(([, state]) => state === 'granted')).toEqual([]);
});

test('the host refuses channels it does not know and inputs that are not by the contract', async () => {
  const answers = await laptop.page.evaluate(async () => {
    const { waypostHost } = globalThis as never as {
      waypostHost: { invoke(channel: string, input: unknown): Promise<unknown> };
    };
    const tries: [string, unknown][] = [
      ['shell:open', {}],
      ['__proto__', {}],
      ['toString', {}],
      // Known, and the engine's worker alone may ask.
      ['vault:keys', {}],
      ['journal:append', {}],
      ['journal:append', { frames: 'text' }],
      ['journal:read', { from: -1, limit: 5 }],
      ['journal:read', { from: 0, limit: 1e12 }],
      ['files:save', { suggestedName: 'x'.repeat(300), bytes: new Uint8Array() }],
      ['identity:enrol', null],
    ];
    const result: string[] = [];
    for (const [channel, input] of tries) {
      result.push(
        await waypostHost.invoke(channel, input).then(
          () => `${channel} went through`,
          () => 'refused',
        ),
      );
    }
    return result;
  });
  expect(new Set(answers)).toEqual(new Set(['refused']));
});

test('a second instance on the same folder ends, says why, and the first comes to the front', async () => {
  await laptop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { executablePath, args, env } = await launchArguments({ folder });
  const second = spawn(executablePath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('already open') });
  await expect
    .poll(() => laptop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false);
  expect(laptop.app.windows()).toHaveLength(1);
});

test('joining says in words what is wrong, and keeps what was typed', { timeout: 120_000 }, async () => {
  await laptop.page.getByRole('button', { name: 'Protect this laptop' }).click();
  const { page } = await setUpVault(laptop, laptop.page);
  // A laptop that was protected goes on in another window.
  laptop = { ...laptop, page };
  await page.getByLabel('Address of the hub').fill('http://hub.example.org');
  await page.getByLabel('One-time code').fill('ABCD-EFGH');
  await page.getByLabel('Name of this laptop').fill('Test laptop');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'not the address of a hub' }).waitFor();
  await page.getByLabel('Address of the hub').fill('http://127.0.0.1:9');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
  expect(await page.getByLabel('One-time code').inputValue()).toBe('ABCD-EFGH');
});

// Last: Playwright takes a navigation that was refused for one that never ends.
test('hostile links and navigations leave the window where it is, and open no other', async () => {
  const addresses = [
    'http://127.0.0.1:9/',
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://other/',
    'app://waypost/assets/',
    'about:blank',
    'view-source:app://waypost/',
    'chrome://gpu/',
    'mailto:a@example.org',
    'javascript:document.body.remove()',
    'blob:app://waypost/x',
    'ws://127.0.0.1:9/',
  ];
  for (const address of addresses) {
    // A navigation that got through ends this evaluation; where the window is afterwards is what counts.
    await Promise.race([
      laptop.page.evaluate(tryToLeave, address).catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, 700)),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  await expect
    .poll(() => laptop.page.evaluate(() => document.querySelector('h1')?.textContent))
    .toBe('Where do you want to start?');
  expect(laptop.page.url()).toMatch(/^app:\/\/waypost\/(#.*)?$/);
  expect(laptop.app.windows()).toHaveLength(1);
  laptop.complaints.length = 0;
});

/** Runs in the page: every way a page has to go elsewhere. */
function tryToLeave(target: string): void {
  window.open(target);
  const link = document.createElement('a');
  link.href = target;
  document.body.append(link);
  link.click();
  link.target = '_blank';
  link.click();
  link.remove();
  location.assign(target);
}
