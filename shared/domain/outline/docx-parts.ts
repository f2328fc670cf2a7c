/**
 * The parts of a DOCX, unpacked within bounds and read as XML within bounds. Nothing is fetched and no entity is ever
 * expanded: a part with a document type declaration is refused, so an external one cannot be named.
 */
import { Inflate } from 'fflate';
import { SaxesParser } from 'saxes';
import { concat, textOfUtf8 } from '../../base/bytes.ts';
import { type Reason, reason } from '../cacao/reason.ts';
import type { ZipEntry } from '../exchange/zip-reader.ts';

/** Bytes of one part when unpacked: a thousand pages of text take about 8 MiB. */
export const partLimit = 24 * 1024 * 1024;
/** Elements inside one another; a table in a table in a table stays under 60. */
const depthLimit = 200;
/** Packed bytes between two looks at what came out of them; deflate makes at most a thousand times as much. */
const pieceSize = 4 * 1024;

/** The text of a part, or why it cannot be read. */
export function partText(path: string, entry: ZipEntry): string | Reason {
  if (entry.size > partLimit) return reason('docx-too-large', 'refused', '', { part: path, limit: partLimit });
  const bytes = inflated(entry);
  const text = bytes === null ? null : textOfUtf8(bytes);
  return text ?? reason('docx-damaged', 'refused', '', { part: path });
}

/** Stops as soon as more comes out than was announced. */
function inflated({ packed, size, isDeflated }: ZipEntry): Uint8Array | null {
  if (!isDeflated) return packed.length === size ? packed : null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((bytes) => {
    length += bytes.length;
    // A copy: fflate uses its window again.
    if (length <= size) parts.push(bytes.slice());
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += pieceSize) {
      inflate.push(packed.subarray(at, at + pieceSize), at + pieceSize >= packed.length);
    }
  } catch {
    // fflate throws on what is no deflate stream
    return null;
  }
  return length === size ? concat(...parts) : null;
}

export interface XmlVisitor {
  /** Local name, and attributes by local name. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

class Stop extends Error {
  readonly why: Reason;
  constructor(why: Reason) {
    super(why.code);
    this.why = why;
  }
}

/** Walks through a part. Returns why it stopped, or null at the end. */
export function walkXml(part: string, text: string, visitor: XmlVisitor): Reason | null {
  const parser = new SaxesParser({ xmlns: true });
  const stop = (code: 'xml-doctype' | 'xml-broken' | 'xml-too-deep'): never => {
    throw new Stop({ ...reason(code, 'refused', '', { part, limit: depthLimit }), line: parser.line });
  };
  let depth = 0;
  parser.on('doctype', () => stop('xml-doctype'));
  // The parser's own words are English; the line says where to look.
  parser.on('error', () => stop('xml-broken'));
  parser.on('opentag', ({ local, attributes }) => {
    depth += 1;
    if (depth > depthLimit) stop('xml-too-deep');
    const values: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const attribute of Object.values(attributes)) values[attribute.local] = attribute.value;
    visitor.open(local, values);
  });
  parser.on('closetag', ({ local }) => {
    depth -= 1;
    visitor.close(local);
  });
  parser.on('text', (words) => visitor.text(words));
  parser.on('cdata', (words) => visitor.text(words));
  try {
    parser.write(text).close();
    return null;
  } catch (error) {
    if (error instanceof Stop) return error.why;
    throw error;
  }
}
