/**
 * Long arrays as parameters, in PostgreSQL's own binary form. `pg` sends a Buffer as it is, whatever the type of the parameter; an array
 * it writes as one text, in which each byte becomes two digits behind a backslash, and reading that costs the server more than the rows.
 * The form: dimensions, whether something is null, the type of the elements, their number, the first index, then each after its length.
 */
import { hexInto } from '../../shared/base/bytes.ts';

/** Types of elements, by the numbers that PostgreSQL has for them. */
const elementTypes = { bytea: 17, bigint: 20, uuid: 2950 } as const;
const headSize = 20;
const lengthSize = 4;
/** The length of what is null. */
const isNull = -1;

/** `bytea[]` of bytes. */
export function byteaArray(items: readonly Uint8Array[]): Buffer {
  return arrayOf(
    'bytea',
    items,
    ({ length }) => length,
    (buffer, at, item) => buffer.set(item, at),
  );
}

/** `bytea[]` of hexadecimal digits. Throws for anything else. */
export function hexArray(items: readonly string[]): Buffer {
  return arrayOf('bytea', items, ({ length }) => length / 2, hexInto);
}

/** `uuid[]`. Throws for what is no UUID. */
export function uuidArray(items: readonly (string | null)[]): Buffer {
  return arrayOf(
    'uuid',
    items,
    (item) => (item === null ? isNull : 16),
    (buffer, at, item) => {
      const digits = item?.replaceAll('-', '') ?? '';
      if (item !== null && digits.length !== 32) throw new Error(`Not a UUID: ${item}`);
      hexInto(buffer, at, digits);
    },
  );
}

/** `bigint[]` of whole numbers. */
export function bigintArray(items: readonly number[]): Buffer {
  return arrayOf(
    'bigint',
    items,
    () => 8,
    (buffer, at, item) => {
      buffer.writeInt32BE(Math.floor(item / 0x1_0000_0000), at);
      buffer.writeUInt32BE(item % 0x1_0000_0000, at + 4);
    },
  );
}

function arrayOf<T>(
  type: keyof typeof elementTypes,
  items: readonly T[],
  sizeOf: (item: T) => number,
  write: (buffer: Buffer, at: number, item: T) => void,
): Buffer {
  let size = headSize;
  let hasNull = 0;
  for (const item of items) {
    const own = sizeOf(item);
    if (own === isNull) hasNull = 1;
    size += lengthSize + Math.max(0, own);
  }
  const buffer = Buffer.allocUnsafe(items.length === 0 ? headSize - 8 : size);
  buffer.writeInt32BE(items.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNull, 4);
  buffer.writeUInt32BE(elementTypes[type], 8);
  if (items.length === 0) return buffer;
  buffer.writeInt32BE(items.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = headSize;
  for (const item of items) {
    const own = sizeOf(item);
    buffer.writeInt32BE(own, at);
    at += lengthSize;
    if (own !== isNull) write(buffer, at, item);
    at += Math.max(0, own);
  }
  return buffer;
}
