import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { readSquare } from '../../test/support/read-square.ts';
import { CodeSquare } from './code-square.tsx';

afterEach(cleanup);

const drawn = (text: string) =>
  render(<CodeSquare text={text} label="a square" />).getByRole('img') as unknown as Element;

test.each([
  ['digits', '0123456789012'],
  ['a code off a badge', 'K7Q2M9X4AB'],
  ['an address in a room', '192.0.2.7:41234'],
  ['what an authenticator reads', 'otpauth://totp/Waypost:anneke?secret=JBSWY3DPEHPK3PXP&issuer=Waypost'],
  ['words of two scripts', 'Запрос · طلب'],
])('what a square holds is read back to the letter: %s', (_, text) => {
  expect(readSquare(drawn(text))).toBe(text);
});

test('squares of every size are read back: one block, many, of two lengths', () => {
  for (const length of [1, 17, 53, 134, 271, 425, 858, 1_528, 2_068, 2_953]) {
    const text = Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * 7) % 26))).join('');
    const { unmount, getByRole } = render(<CodeSquare text={text} label="a square" />);
    expect(readSquare(getByRole('img') as unknown as Element)).toBe(text);
    unmount();
  }
});

test('a module that is another way round is noticed', () => {
  const svg = drawn('waypost');
  const path = svg.querySelector('path');
  // The corner at the end, where no pattern is.
  const marks = path?.getAttribute('d')?.match(/M\d+ \d+h1v1h-1z/g) ?? [];
  path?.setAttribute('d', marks.filter((mark) => mark !== marks.at(-1)).join(''));
  expect(() => readSquare(svg)).toThrow('does not check');
});
