/**
 * The bodies of operations, those of one field together: a language's texts pack best beside each other, and a field of few
 * values names each once. A text that is a UUID takes 16 bytes.
 */
import { toHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid, isUuid, uuidOfBytes } from '../base/ids.ts';
import { Unreadable } from './byte-reader.ts';
import { pick } from './columns.ts';
import { bodyLimit } from './limits.ts';
import type { TableReader, TableWriter } from './table-parts.ts';

/** Bodies one by one, or a list of different ones and an index for each operation. */
const [each, listed] = [0, 1];

/** Writes the bodies of operations whose fields are numbered by `fieldOf`, below `fields`. */
export function writeBodies(
  writer: TableWriter,
  bodies: readonly Uint8Array[],
  fieldOf: readonly number[],
  fields: number,
): void {
  for (const group of groupsOf(fieldOf, fields)) {
    const own = group.map((at) => bodies[at] as Uint8Array);
    const list = listOf(own);
    writer.columns.byte(list === null ? each : listed);
    if (list !== null) writer.columns.varint(list.bodies.length);
    for (const body of list?.bodies ?? own) writeBody(writer, body);
    for (const index of list?.column ?? []) writer.columns.varint(index);
  }
}

/** Bytes that an index takes beside the body it stands for, about. */
const indexCost = 1.5;
/** Longer bodies are texts that people wrote: no two are alike. */
const listedLimit = 200;

/** The different bodies and which of them each is; null when naming them once does not pay. */
function listOf(own: readonly Uint8Array[]) {
  if (own.length < 2 || own.some(({ length }) => length > listedLimit)) return null;
  const indices = new Map<string, number>();
  const different: Uint8Array[] = [];
  const column = own.map((body) => {
    const key = toHex(body);
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, different.length);
    return different.push(body) - 1;
  });
  const bytes = (list: readonly Uint8Array[]) => list.reduce((sum, { length }) => sum + length, 0);
  const pays = bytes(different) + own.length * indexCost < bytes(own);
  return pays ? { bodies: different, column } : null;
}

/** The bodies again, in the order of the operations. Throws {@link Unreadable}. */
export function readBodies(reader: TableReader, fieldOf: readonly number[], fields: number): Uint8Array[] {
  const bodies = new Array<Uint8Array>(fieldOf.length);
  for (const group of groupsOf(fieldOf, fields)) {
    const mode = reader.columns.byte();
    if (mode > listed) throw new Unreadable('bodies in an unknown way');
    if (mode === each) for (const at of group) bodies[at] = readBody(reader);
    else {
      const count = reader.columns.count(group.length, 'bodies');
      const list = Array.from({ length: count }, () => readBody(reader));
      for (const at of group) bodies[at] = pick(list, reader.columns.varint());
    }
  }
  return bodies;
}

/** The operations of each field, in order. */
function groupsOf(fieldOf: readonly number[], fields: number): number[][] {
  const groups = Array.from({ length: fields }, (): number[] => []);
  fieldOf.forEach((field, at) => {
    (groups[field] as number[]).push(at);
  });
  return groups;
}

/** The head of a CBOR text of 36 bytes, as every UUID in text has it. */
const uuidHead = [0x78, 36] as const;

/** A body is never empty: 0 says that 16 bytes stand for it. */
function writeBody({ columns, raw, bodies }: TableWriter, body: Uint8Array): void {
  const uuid = uuidIn(body);
  columns.varint(uuid === null ? body.length : 0);
  if (uuid === null) bodies.bytes(body);
  else raw.bytes(bytesOfUuid(uuid));
}

function readBody({ columns, raw, bodies }: TableReader): Uint8Array {
  const length = columns.count(bodyLimit, 'bytes of body');
  if (length > 0) return bodies.bytes(length);
  return Uint8Array.of(...uuidHead, ...utf8(uuidOfBytes(raw.bytes(16))));
}

function uuidIn(body: Uint8Array): string | null {
  if (body.length !== 38 || body[0] !== uuidHead[0] || body[1] !== uuidHead[1]) return null;
  const text = String.fromCharCode(...body.subarray(2));
  return isUuid(text) ? text : null;
}
