import { expect, test } from 'vitest';
import { pinOf, pinPattern, splitCode, withPin } from './enrolment-code.ts';

const code = '0123-4567-89AB-CDEF-GHJK';

test('a code and the pin behind it come apart again, however it was typed', () => {
  for (const pin of [pinOf(new Uint8Array([1])), '0'.repeat(40), `00${'f'.repeat(38)}`]) {
    const whole = withPin(code, pin);
    expect(pin).toMatch(pinPattern);
    expect(whole).toMatch(/^([0-9A-Z]{4}-){12}[0-9A-Z]{4}$/);
    for (const typed of [whole, ` ${whole.toLowerCase().replaceAll('-', ' ')} `, whole.replace('0123', 'oi23')]) {
      expect(splitCode(typed)).toEqual({ code, pin });
    }
  }
});

test('a code without a pin is what it was', () => {
  expect(withPin(code, null)).toBe(code);
  expect(splitCode(` ${code} `)).toEqual({ code, pin: null });
  expect(splitCode('ABCD')).toEqual({ code: 'ABCD', pin: null });
});

test('a sign that was mistyped is another key', () => {
  const pin = pinOf(new Uint8Array([2]));
  const whole = withPin(code, pin);
  const last = whole.at(-1) === 'A' ? 'B' : 'A';
  expect(splitCode(`${whole.slice(0, -1)}${last}`).pin).not.toBe(pin);
});
