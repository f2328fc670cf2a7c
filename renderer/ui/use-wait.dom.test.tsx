import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useWait } from './use-wait.ts';

afterEach(() => vi.restoreAllMocks());

test('a wait begins at its whole length, though the clock goes on at every look', () => {
  let clock = 1_800_000_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => clock++);
  const { result } = renderHook(() => useWait(30_000));
  expect(result.current[0]).toBe(30);
  act(() => result.current[1](90_000));
  expect(result.current[0]).toBe(90);
});
