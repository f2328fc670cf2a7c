import { expect, test } from 'vitest';
import { showStartFault } from './start-fault.ts';

test('a start that fails never leaves a blank page: it says what was kept in six languages, and the fault goes on', () => {
  const fault = new Error('planted fault');
  expect(() => showStartFault(fault)).toThrow(fault);
  const texts = [...document.querySelectorAll('[role=alert] p')];
  expect(texts.map((text) => text.getAttribute('lang'))).toEqual(['en', 'ar', 'es', 'fr', 'ru', 'zh']);
  expect(document.body.textContent).toContain('What was saved is on this disk');
  expect(document.querySelector('pre')?.textContent).toBe('Error: planted fault');
});
