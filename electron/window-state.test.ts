import { expect, test, vi } from 'vitest';

// The module asks Electron for displays; the rule under test is given them.
vi.mock('electron', () => ({ screen: { getAllDisplays: () => [] } }));
const { parseWindowState } = await import('./window-state.ts');

const displays = [{ x: 0, y: 0, width: 1920, height: 1040 }];

test('a window comes back where it was', () => {
  const kept = { x: 100, y: 50, width: 1000, height: 700, maximised: true };
  expect(parseWindowState(JSON.stringify(kept), displays)).toEqual(kept);
});

test('a place that no display shows any more is given up, the size is kept', () => {
  const kept = JSON.stringify({ x: 4000, y: 50, width: 1000, height: 700, maximised: false });
  expect(parseWindowState(kept, displays)).toEqual({ width: 1000, height: 700, maximised: false });
});

test('whatever stands in the file, a usable window opens', () => {
  for (const text of ['', 'null', '[]', '{"width":-5}', '{"width":"9e9","height":1}', 'x'.repeat(1000)]) {
    const state = parseWindowState(text, displays);
    expect(state.width).toBeGreaterThanOrEqual(320);
  }
});
