/**
 * Reads a QR code back as a telephone does once it has found the modules (ISO/IEC 18004:2015, 7 and 12): format, mask, codewords, every
 * block's check by Reed-Solomon, and its text. Written from the standard and not from what draws the squares. Level L alone, which they have.
 */

/** Whether the module in this column and row is dark. */
type Dark = (x: number, y: number) => boolean;
interface Square {
  readonly dark: Dark;
  readonly size: number;
  readonly version: number;
}

/** The text of a square as `CodeSquare` draws it. Throws when it is none, or when a check does not hold. */
export function readSquare(svg: Element): string {
  const cells = [...(svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)];
  const at = cells.map(([, x, y]) => [Number(x), Number(y)] as const);
  const first = Math.min(...at.map(([x]) => x));
  const size = Math.max(...at.map(([x]) => x)) - first + 1;
  const marked = new Set(at.map(([x, y]) => `${x - first} ${y - first}`));
  const square = { dark: (x: number, y: number) => marked.has(`${x} ${y}`), size, version: (size - 17) / 4 };
  if (!Number.isInteger(square.version)) throw new Error(`${size} modules are no square of any version`);
  return textOf(dataOf(codewordsOf(square), square.version), square.version);
}

/** Which of the eight masks (table 10) was laid over the data; the level must be L. */
function maskOf({ dark }: Square): number {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => [8, y] as const);
  const bits = [...places, ...[7, 5, 4, 3, 2, 1, 0].map((x) => [x, 8] as const)];
  const format = bits.reduce((sum, [x, y], n) => sum | (Number(dark(x, y)) << n), 0) ^ 0b101010000010010;
  let rest = format >> 10;
  for (let n = 0; n < 10; n += 1) rest = (rest << 1) ^ ((rest >> 9) * 0b10100110111);
  if (rest !== (format & 0x3ff)) throw new Error('The format does not check');
  if (format >> 13 !== 0b01) throw new Error('Not of level L');
  return (format >> 10) & 7;
}

const masks: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** Where the centres of alignment patterns lie in both directions (annex E). */
function alignments(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => version * 4 + 10 - step * n).reverse()];
}

function isFunction(x: number, y: number, { size, version }: Square): boolean {
  const finders = (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9);
  const versions = version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11));
  const near = (v: number) => alignments(version).find((centre) => Math.abs(centre - v) <= 2);
  const [column, row] = [near(x), near(y)];
  const onFinder = (a?: number, b?: number) => a === 6 && (b === 6 || b === size - 7);
  const aligned = column !== undefined && row !== undefined && !onFinder(column, row) && !onFinder(row, column);
  return finders || versions || x === 6 || y === 6 || aligned;
}

/** In pairs of columns from the right, up and down in turn (7.7.3). */
function codewordsOf(square: Square): number[] {
  const { dark, size } = square;
  const mask = masks[maskOf(square)] as (x: number, y: number) => number;
  const bits: boolean[] = [];
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let n = 0; n < size; n += 1) {
      const y = isUp ? size - 1 - n : n;
      for (const x of [right, right - 1]) if (!isFunction(x, y, square)) bits.push(dark(x, y) !== (mask(x, y) === 0));
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, n) =>
    bits.slice(n * 8, n * 8 + 8).reduce((sum, bit) => sum * 2 + Number(bit), 0),
  );
}

/** Of level L, by version from 1: codewords of correction in a block, and blocks (table 9). */
const correction = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const blocksOf = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19,
  20, 21, 22, 24, 25,
];

/** The data of all blocks, each checked: it is a multiple of the generator, so that nothing in it has to be mended. */
function dataOf(codewords: readonly number[], version: number): number[] {
  const [checks, count] = [correction[version - 1] as number, blocksOf[version - 1] as number];
  const short = Math.floor(codewords.length / count) - checks;
  const long = codewords.length % count;
  const blocks = Array.from({ length: count }, (_, n) => short + (n >= count - long ? 1 : 0)).map((size) => ({
    size,
    read: [] as number[],
  }));
  const queue = [...codewords];
  for (let n = 0; n <= short; n += 1)
    for (const { size, read } of blocks) if (n < size) read.push(queue.shift() as number);
  const data = blocks.flatMap(({ read }) => [...read]);
  for (let n = 0; n < checks; n += 1) for (const { read } of blocks) read.push(queue.shift() as number);
  for (const { read } of blocks)
    for (let n = 0, root = 1; n < checks; n += 1, root = times(root, 2))
      if (read.reduce((sum, word) => times(sum, root) ^ word, 0) !== 0) throw new Error('A block does not check');
  return data;
}

/** In the field of 256 elements by x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let n = 7; n >= 0; n -= 1) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> n) & 1) * a);
  return product;
}

const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Segment by segment (7.4): digits by three, capitals by two, and bytes, which are UTF-8. */
function textOf(data: readonly number[], version: number): string {
  const bits = data.map((word) => word.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const take = (length: number) => {
    at += length;
    return Number.parseInt(bits.slice(at - length, at), 2);
  };
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  const bytes: number[] = [];
  const say = (text: string) => bytes.push(...new TextEncoder().encode(text));
  while (bits.length - at >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    const counted = { 1: [10, 12, 14], 2: [9, 11, 13], 4: [8, 16, 16] }[mode]?.[size];
    if (counted === undefined) throw new Error(`Mode ${mode} is not read here`);
    for (let left = take(counted); left > 0; ) {
      const many = Math.min(left, mode === 1 ? 3 : mode === 2 ? 2 : 1);
      if (mode === 4) bytes.push(take(8));
      else if (mode === 1) say(String(take([4, 7, 10][many - 1] as number)).padStart(many, '0'));
      else if (many === 1) say(alphanumeric[take(6)] as string);
      else {
        const pair = take(11);
        say(`${alphanumeric[Math.floor(pair / 45)]}${alphanumeric[pair % 45]}`);
      }
      left -= many;
    }
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}
