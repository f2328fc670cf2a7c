/** Writes a ZIP piece by piece, so that a library of many thousand records never lies in memory twice. */
import { sha256 } from '@noble/hashes/sha2.js';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { toHex, utf8 } from '../../base/bytes.ts';

export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ZipFileWriter {
  /** Text is written as UTF-8. */
  write(part: Uint8Array | string): void;
  close(): WrittenFile;
}

export interface ZipWriter {
  /** Begins a file; one at a time. `stored` for what does not shrink, such as pictures. */
  file(path: string, options?: { readonly stored?: boolean }): ZipFileWriter;
  /** Bytes of the ZIP so far. */
  size(): number;
  /** Ends the ZIP; its bytes in order. */
  end(): readonly Uint8Array[];
}

/** Text gathered before it is pushed: small pushes would cost more than what they carry. */
const pieceLength = 64 * 1024;

/** @param at Milliseconds since 1970: the time that every file in the ZIP bears. */
export function createZipWriter(at: number): ZipWriter {
  const parts: Uint8Array[] = [];
  let size = 0;
  const zip = new Zip((error, part) => {
    if (error !== null) throw error;
    parts.push(part);
    size += part.length;
  });
  return {
    file(path, { stored = false } = {}) {
      const entry = stored ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
      entry.mtime = at;
      zip.add(entry);
      const hash = sha256.create();
      let text = '';
      let written = 0;
      const push = (bytes: Uint8Array, isLast: boolean) => {
        hash.update(bytes);
        written += bytes.length;
        entry.push(bytes, isLast);
      };
      const pushText = () => {
        if (text !== '') push(utf8(text), false);
        text = '';
      };
      return {
        write(part) {
          if (typeof part === 'string') {
            text += part;
            if (text.length >= pieceLength) pushText();
          } else {
            pushText();
            push(part, false);
          }
        },
        close() {
          push(utf8(text), true);
          return { path, size: written, sha256: toHex(hash.digest()) };
        },
      };
    },
    size: () => size,
    end() {
      zip.end();
      return parts;
    },
  };
}
