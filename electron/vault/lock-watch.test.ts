import { expect, test, vi } from 'vitest';
import { isLockKey, watchForLock } from './lock-watch.ts';

test('locks when nobody touched the machine for the minutes chosen, when it sleeps and when its screen is locked', () => {
  const lock = vi.fn();
  let [idle, minutes] = [0, 5];
  const ticks: (() => void)[] = [];
  const power = new Map<string, () => void>();
  watchForLock({
    idleSeconds: () => idle,
    idleMinutes: () => minutes,
    lock,
    every: (_milliseconds, work) => ticks.push(work),
    onPower: (event, work) => power.set(event, work),
  });
  const tick = () => {
    for (const work of ticks) work();
    return lock.mock.calls.length;
  };
  idle = 299;
  expect(tick()).toBe(0);
  idle = 300;
  expect(tick()).toBe(1);
  [idle, minutes] = [60, 1];
  expect(tick()).toBe(2);
  for (const work of power.values()) work();
  expect([...power.keys(), lock.mock.calls.length]).toEqual(['suspend', 'lock-screen', 'user-did-resign-active', 5]);
});

test('the chord is Ctrl or Cmd with Shift and L, and no other', () => {
  const chord = { type: 'keyDown', code: 'KeyL', control: true, meta: false, shift: true, alt: false };
  expect(isLockKey(chord)).toBe(true);
  expect(isLockKey({ ...chord, control: false, meta: true })).toBe(true);
  for (const other of [{ shift: false }, { alt: true }, { code: 'KeyK' }, { type: 'keyUp' }, { control: false }])
    expect(isLockKey({ ...chord, ...other })).toBe(false);
});
