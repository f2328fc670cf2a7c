import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeLength, codeSigns, codesOfSession, foldCode, readCode, signOfKey, spacedCode } from './row-code.ts';

const session = '0190f000-0000-7000-8000-00000000c002';
const codeOf = (enrolment: string, of = session) => codesOfSession(of, [enrolment]).get(enrolment) ?? '';
const codes = codesOfSession(session, ['e-0', 'e-1', 'e-2']);
const first = codes.get('e-0') ?? '';
const press = (key: string, code: string, over = {}) =>
  signOfKey({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...over });

test('[RC1] a code follows from the ids: the same on every laptop, whatever else is on its roster', () => {
  expect(codes.get('e-1')).toBe(codeOf('e-1'));
  expect(codesOfSession(session, ['e-2', 'e-0', 'e-1', 'e-9']).get('e-0')).toBe(first);
  expect(first).toHaveLength(codeLength);
  expect(readCode(first, session, codes)).toEqual({ kind: 'enrolment', enrolment: 'e-0' });
});

test('[RC2] no sign looks like another one, is a vowel, or marks a row', () => {
  expect(codeSigns).not.toMatch(/[01OIZSGBUAEPLQDY5]/);
  expect(new Set(codeSigns).size).toBe(19);
});

test('[RC3] one wrong sign is always found', () => {
  const at = fc.nat(codeLength - 1);
  fc.assert(
    fc.property(fc.uuid(), at, fc.constantFrom(...codeSigns), (enrolment, place, sign) => {
      const code = codeOf(enrolment);
      const wrong = code.slice(0, place) + sign + code.slice(place + 1);
      fc.pre(wrong !== code);
      expect(readCode(wrong, session, new Map([[enrolment, wrong]]))).toEqual({ kind: 'mistyped' });
    }),
  );
});

test('[RC3] two signs that changed places are always found, wherever they stand', () => {
  const at = fc.nat(codeLength - 1);
  fc.assert(
    fc.property(fc.uuid(), at, at, (enrolment, one, other) => {
      const code = codeOf(enrolment);
      const signs = [...code];
      [signs[one], signs[other]] = [signs[other] as string, signs[one] as string];
      const wrong = signs.join('');
      fc.pre(wrong !== code);
      expect(readCode(wrong, session, new Map([[enrolment, wrong]]))).toEqual({ kind: 'mistyped' });
    }),
  );
});

test('[RC4] of two that would have one code the later one has the next, and each leads to its own', () => {
  const alike = (_: string, attempt: number) => `22${codeSigns[attempt]}2`;
  const crowded = codesOfSession(session, ['e-b', 'e-a', 'e-c', 'e-a'], alike);
  expect(new Set(crowded.values()).size).toBe(3);
  expect(crowded.get('e-a')).toBe(codesOfSession(session, ['e-a'], alike).get('e-a'));
  for (const [enrolment, code] of crowded)
    expect(readCode(code, session, crowded)).toEqual({ kind: 'enrolment', enrolment });
});

test('[RC5] small letters, spaces, dashes and other digits are read; other keyboards by the place of the key', () => {
  const written = ` ${spacedCode(first).toLowerCase()}\u200f`;
  expect(readCode(written, session, codes)).toEqual({ kind: 'enrolment', enrolment: 'e-0' });
  expect(foldCode('км4 ٧–۸ｘ')).toBe('КМ478X');
  expect([press('k', 'KeyK'), press('л', 'KeyK'), press('٧', 'Digit7'), press('è', 'Digit7')]).toEqual([
    'K',
    'K',
    '7',
    '7',
  ]);
  expect(press('7', 'Numpad7')).toBe('7');
  expect([press('a', 'KeyA'), press('ф', 'KeyA'), press('Enter', 'Enter'), press('F2', 'F2')]).toEqual(
    Array(4).fill(null),
  );
  expect(press('k', 'KeyK', { ctrlKey: true })).toBeNull();
});

test('[RC7] what leads to nobody here says why', () => {
  const other = '0190f000-0000-7000-8000-00000000c003';
  expect(readCode(codeOf('e-0', other), session, codes)).toEqual({ kind: 'other-session' });
  expect(readCode(codeOf('e-9'), session, codes)).toEqual({ kind: 'nobody' });
  expect(readCode(first.slice(1), session, codes)).toEqual({ kind: 'too-short' });
  expect(readCode(`${first}${first}`, session, codes)).toEqual({ kind: 'mistyped' });
  expect(readCode('ПРИВЕТ1', session, codes)).toEqual({ kind: 'mistyped' });
});
