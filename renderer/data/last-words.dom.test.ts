import { afterEach, expect, test, vi } from 'vitest';
import type { HostEvent } from '../../shared/ipc/contract.ts';
import { createFakeLiveEngine } from '../../test/support/fake-live-engine.ts';
import { quietDesktop } from '../../test/support/sync-world.tsx';
import { keepLastWords } from './last-words.ts';
import { watchSaves } from './watch-saves.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const place = { person: 'p', record: 'r', field: 'f' };

/** A page with a field that is kept when it is left, on a disk that takes its time. */
function page() {
  const kept: string[] = [];
  let answer = () => {};
  const engine = watchSaves({
    ...createFakeLiveEngine(),
    keepTyped: async (_, texts) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      kept.push(...texts);
      return { ok: true, value: null };
    },
  });
  let tell: (event: HostEvent) => void = () => {};
  const onEvent = (listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  keepLastWords({ ...quietDesktop, onEvent }, () => engine);
  const field = document.body.appendChild(document.createElement('input'));
  field.addEventListener('blur', () => void engine.keepTyped(place, [field.value]));
  const close = vi.spyOn(window, 'close').mockImplementation(() => {});
  return { field, kept, close, tell: (event: HostEvent) => tell(event), answer: () => answer() };
}

const leaving = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

test('a window that is closed while somebody types waits until that is kept, and then goes', async () => {
  vi.stubGlobal('waypostHost', {});
  const { field, kept, close, tell, answer } = page();
  field.value = 'half a sent';
  field.focus();
  tell('closing');
  expect(leaving()).toBe(false);
  expect([kept, close.mock.calls]).toEqual([[], []]);
  answer();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(kept).toEqual(['half a sent']);
  expect(leaving()).toBe(true);
});

test('a browser is not closed by us: it asks whether to stay, and what is typed is kept meanwhile', async () => {
  const { field, kept, close, answer } = page();
  field.value = 'half a sent';
  field.focus();
  expect(leaving()).toBe(false);
  answer();
  await vi.waitFor(() => expect(kept).toEqual(['half a sent']));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(close).not.toHaveBeenCalled();
  expect(leaving()).toBe(true);
});

test('a laptop that is about to lock has what is being typed kept before', async () => {
  const { field, kept, tell, answer } = page();
  field.value = 'half a sent';
  field.focus();
  tell('resumed');
  expect(document.activeElement).toBe(field);
  tell('locking');
  answer();
  await vi.waitFor(() => expect(kept).toEqual(['half a sent']));
});
