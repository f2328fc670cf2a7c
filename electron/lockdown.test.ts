import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, protocol: {} }));
const { isAllowedRequest } = await import('./lockdown.ts');
const { contentPolicy } = await import('./content-policy.ts');
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
  const policy = contentPolicy('abc');
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
