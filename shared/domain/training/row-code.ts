/**
 * Codes that stand beside a name on paper, typed or scanned later ([RC1] to [RC5]). They follow from ids alone: what was printed on
 * one laptop is read on another that never saw the sheet.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../../base/bytes.ts';
import type { RecordId } from '../../base/ids.ts';

/** Nineteen is a prime number: that is why the check finds every transposition ([RC3]). */
export const codeSigns = '2346789CFHJKMNRTVWX';

const base = codeSigns.length;
const sessionLength = 2;
const personLength = 4;
/** How long a code is, with its check. */
export const codeLength = sessionLength + personLength + 1;

type ReadCode =
  | { readonly kind: 'enrolment'; readonly enrolment: RecordId }
  /** Not seven signs. */
  | { readonly kind: 'too-short' | 'mistyped' | 'other-session' | 'nobody' };

/** The codes of a session by the enrolment that each stands for ([RC4]). Ids are ordered by time, so that who came later gives way. */
export function codesOfSession(
  session: RecordId,
  enrolments: readonly RecordId[],
  personPart: (enrolment: RecordId, attempt: number) => string = personSigns,
): ReadonlyMap<RecordId, string> {
  const start = signsOfText(`session ${session}`, sessionLength);
  const taken = new Set<string>();
  const codes = new Map<RecordId, string>();
  for (const enrolment of [...new Set(enrolments)].sort()) {
    let code = '';
    for (let attempt = 0; code === '' || taken.has(code); attempt += 1) {
      code = withCheck(start + personPart(enrolment, attempt));
    }
    taken.add(code);
    codes.set(enrolment, code);
  }
  return codes;
}

/** Whose code was typed; `codes` are those of the session that is open. */
export function readCode(typed: string, session: RecordId, codes: ReadonlyMap<RecordId, string>): ReadCode {
  const code = foldCode(typed);
  if (code.length < codeLength) return { kind: 'too-short' };
  if (!isWhole(code)) return { kind: 'mistyped' };
  if (!code.startsWith(signsOfText(`session ${session}`, sessionLength))) return { kind: 'other-session' };
  for (const [enrolment, each] of codes) if (each === code) return { kind: 'enrolment', enrolment };
  return { kind: 'nobody' };
}

/** A code as it is read out and typed: `KM4 7XRC`. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** What was typed as a code is written: capitals, European digits, nothing between ([RC5]). */
export function foldCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200e\u200f\u2066-\u2069]/gu, '');
}

/** A press as far as a code is concerned; what the events of every window have. */
interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The sign that a key stands for: by what it writes, or by its place where it writes no Latin letter or digit; null for none. */
export function signOfKey({ key, code, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (ctrlKey || metaKey || altKey || [...key].length !== 1) return null;
  const written = foldCode(key);
  const sign = /^[A-Z0-9]$/.test(written) ? written : (/^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] ?? '');
  return sign !== '' && codeSigns.includes(sign) ? sign : null;
}

/** Whether all seven are signs and the last one checks the others. */
function isWhole(code: string): boolean {
  return code.length === codeLength && [...code].every((sign) => codeSigns.includes(sign)) && weighed(code) === 0;
}

function withCheck(body: string): string {
  return body + (codeSigns[(base - weighed(`${body}${codeSigns[0]}`)) % base] as string);
}

/** Each place weighs something else, the last one 1: what is whole adds up to a multiple of nineteen. */
function weighed(code: string): number {
  return [...code].reduce((sum, sign, at) => sum + (code.length - at) * codeSigns.indexOf(sign), 0) % base;
}

const personSigns = (enrolment: RecordId, attempt: number) => signsOfText(`${attempt} ${enrolment}`, personLength);

function signsOfText(text: string, count: number): string {
  const bytes = sha256(utf8(text));
  let number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  let signs = '';
  for (let at = 0; at < count; at += 1) {
    signs += codeSigns[number % base];
    number = Math.floor(number / base);
  }
  return signs;
}
