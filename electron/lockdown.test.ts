import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { contentPolicy } from '../shared/base/content-policy.ts';

const app = new EventEmitter();
vi.mock('electron', () => ({ app, protocol: {} }));
const { isAllowedRequest, lockContents, lockSession } = await import('./lockdown.ts');
const { refusedArguments } = await import('./environment.ts');

test('a page may ask for its own files and its own blobs, and for nothing else', () => {
  for (const address of ['app://waypost/', 'app://waypost/assets/a.js', 'blob:app://waypost/1-2-3']) {
    expect(isAllowedRequest(address, false)).toBe(true);
  }
  for (const address of [
    'http://127.0.0.1/',
    'https://x/',
    'ws://x/',
    'file:///etc/passwd',
    'data:,x',
    'app://other/',
    'app://waypost.x/',
    'devtools://x',
    'blob:https://x/1',
  ]) {
    expect(isAllowedRequest(address, false)).toBe(false);
  }
  expect(isAllowedRequest('devtools://devtools/x', true)).toBe(true);
});

test('the policy allows no network, no eval, no inline script', () => {
  const policy = contentPolicy('abc', 'none');
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('a packaged app refuses switches that open it to other programs', () => {
  const argv = [
    'waypost',
    '--inspect=0',
    '--remote-debugging-port=9',
    '--remote-debugging-pipe',
    '--lang=fr',
    '--js-flags=--x',
  ];
  expect(refusedArguments(argv)).toEqual([
    '--inspect=0',
    '--remote-debugging-port=9',
    '--remote-debugging-pipe',
    '--js-flags=--x',
  ]);
});

type Answers = Record<string, (...given: never[]) => unknown>;

/** A session that keeps what it is told. */
function lockedSession() {
  const told: Answers & { spelling?: boolean } = {};
  const keep = (name: string) => (answer: Answers[string]) => {
    told[name] = answer;
  };
  lockSession(
    {
      webRequest: { onBeforeRequest: keep('request') },
      setPermissionRequestHandler: keep('ask'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: (on: boolean) => Object.assign(told, { spelling: on }),
      on: (event: string, answer: Answers[string]) => keep(event)(answer),
    } as unknown as Session,
    false,
  );
  return told as Answers & { spelling?: boolean };
}
const call = (answer: unknown, ...given: unknown[]) => (answer as (...given: unknown[]) => unknown)(...given);

test('whatever permission a page asks for, it is denied; nothing is downloaded, and no word goes to a spelling service', () => {
  const told = lockedSession();
  for (const permission of ['media', 'geolocation', 'usb', 'openExternal', 'fileSystem', 'one that is not there yet']) {
    const granted = vi.fn();
    call(told['ask'], {}, permission, granted);
    expect(granted.mock.calls).toEqual([[false]]);
    expect(call(told['check'], {}, permission)).toBe(false);
    expect(call(told['device'], { deviceType: permission })).toBe(false);
  }
  const preventDefault = vi.fn();
  call(told['will-download'], { preventDefault });
  expect([preventDefault.mock.calls.length, told.spelling]).toEqual([1, false]);
  const answers = ['https://x/', 'app://waypost/'].map((url) => {
    const answer = vi.fn();
    call(told['request'], { url }, answer);
    return answer.mock.calls[0]?.[0];
  });
  expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
});

test('every page that is ever made goes nowhere, opens nothing, holds no webview, and comes back when it got away', () => {
  lockContents();
  const loadURL = vi.fn();
  let opens: Answers[string] | undefined;
  const contents = Object.assign(new EventEmitter(), {
    loadURL,
    setWindowOpenHandler(answer: Answers[string]) {
      opens = answer;
    },
  });
  app.emit('web-contents-created', {}, contents);
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
    const preventDefault = vi.fn();
    contents.emit(event, { preventDefault }, 'app://waypost/');
    expect([event, preventDefault.mock.calls.length]).toEqual([event, 1]);
  }
  expect(call(opens, { url: 'app://waypost/' })).toEqual({ action: 'deny' });
  for (const address of ['about:blank', 'app://waypost.x/', 'app://waypost/#/sync']) {
    contents.emit('did-navigate', {}, address);
  }
  expect(loadURL.mock.calls).toEqual([['app://waypost/'], ['app://waypost/']]);
});
