/** From the bytes of a file to its text. */
import { textOfUtf8 } from '../../base/bytes.ts';
import { type Reason, reason } from './reason.ts';

/** The largest file that is read, in bytes: 20,000 steps in six languages take about a third of it. */
export const fileLimit = 48 * 1024 * 1024;

export interface FileText {
  readonly text: string;
  readonly reasons: readonly Reason[];
}

/** The text of a file in UTF-8 or, with a byte-order mark, UTF-16. A refusal is a reason of severity `refused`. */
export function textOfFile(bytes: Uint8Array): FileText | Reason {
  if (bytes.length > fileLimit)
    return reason('file-too-large', 'refused', '', { size: bytes.length, limit: fileLimit });
  const utf16 = utf16Order(bytes);
  if (utf16 !== null) return { text: textOfUtf16(bytes, utf16), reasons: [reason('text-utf16', 'warning')] };
  const text = textOfUtf8(bytes);
  if (text === null) return reason(looksBinary(bytes) ? 'file-binary' : 'text-not-utf8', 'refused');
  if (text.trim() === '') return reason('file-empty', 'refused');
  if (text.includes('\u0000')) return reason('file-binary', 'refused');
  return { text, reasons: [] };
}

function utf16Order(bytes: Uint8Array): 'little' | 'big' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big';
  return null;
}

function textOfUtf16(bytes: Uint8Array, order: 'little' | 'big'): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    units.push(view.getUint16(at, order === 'little'));
    if (units.length === 8_192) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return pieces.join('') + String.fromCharCode(...units);
}

function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4_096).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}
