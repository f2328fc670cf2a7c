/** Damage as people and disks do it, and as somebody does who knows the formats: one seed, one input. */
import { concat, utf8 } from '../../shared/base/bytes.ts';
import type { Seeded } from '../sim/seeded.ts';

type Damage = (bytes: Uint8Array, random: Seeded) => Uint8Array;

/** Bytes that end, begin or lengthen something in one of the formats. */
const telling = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x1b, 0x5b, 0x7b, 0x9b, 0xbb, 0x9f, 0xbf, 0xf7, 0xf9, 0xfb, 0xc0];
/** Numbers that a length or a place should not be. */
const lies = [0xff, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff, 2 ** 32, 2 ** 48, 2 ** 53 - 1];
const snippets = ['[', ']', '{', '}', '"', ',', ':', '\\u0000', '\\', '\ufeff', '\n', '\0', '-1', '1e999', 'null'];
const members = ['"__proto__":{"a":1},', '"constructor":1,', '"id":[],', '"type":{},', '"version":1e308,'];

/** Never larger than this, so that the size of an input is not what is tested. */
const largest = 256 * 1024;

const spanOf = (bytes: Uint8Array, random: Seeded): [number, number] => {
  const from = random.below(bytes.length + 1);
  const longest = random.chance(0.8) ? 16 : bytes.length;
  return [from, Math.min(bytes.length, from + random.below(longest + 1))];
};

const insert = (bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array =>
  concat(bytes.subarray(0, at), more, bytes.subarray(at));

const write = (bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array => {
  const changed = bytes.slice();
  changed.set(more.subarray(0, Math.max(0, bytes.length - at)), at);
  return changed;
};

function varintOf(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function numberOf(value: number, count: number, little: boolean): Uint8Array {
  const bytes = Uint8Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (8 * i)) % 256);
  return little ? bytes : bytes.reverse();
}

const damages: readonly Damage[] = [
  (bytes, random) => bytes.map((byte, at) => (at === 0 ? byte ^ (1 << random.below(8)) : byte)),
  (bytes, random) => {
    const at = random.below(bytes.length);
    return write(bytes, at, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
  },
  (bytes, random) => write(bytes, random.below(bytes.length), Uint8Array.of(random.pick(telling))),
  (bytes, random) => write(bytes, random.below(bytes.length), random.bytes(1 + random.below(4))),
  (bytes, random) => write(bytes, random.below(bytes.length), varintOf(random.pick(lies))),
  (bytes, random) => insert(bytes, random.below(bytes.length + 1), varintOf(random.pick(lies))),
  (bytes, random) =>
    write(bytes, random.below(bytes.length), numberOf(random.pick(lies), random.pick([2, 4, 8]), random.chance(0.5))),
  // A head of CBOR that promises more than there is.
  (bytes, random) =>
    write(
      bytes,
      random.below(bytes.length),
      Uint8Array.of(random.pick([0x5a, 0x7a, 0x9a, 0xba]), 0x7f, 0xff, 0xff, 0xff),
    ),
  (bytes, random) => insert(bytes, random.below(bytes.length + 1), random.bytes(1 + random.below(20))),
  (bytes, random) => {
    const [from, to] = spanOf(bytes, random);
    return concat(bytes.subarray(0, from), bytes.subarray(to));
  },
  (bytes, random) => {
    const [from, to] = spanOf(bytes, random);
    return insert(bytes, random.below(bytes.length + 1), bytes.slice(from, to));
  },
  (bytes, random) => {
    const [from, to] = spanOf(bytes, random);
    return write(bytes, random.below(bytes.length), bytes.slice(from, to));
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => {
    const [from, to] = spanOf(bytes, random);
    const times = Math.min(2 ** random.below(10), Math.floor(largest / Math.max(1, to - from)));
    return insert(bytes, to, concat(...Array.from({ length: times }, () => bytes.subarray(from, to))));
  },
  (bytes, random) => insert(bytes, random.below(bytes.length + 1), utf8(random.pick(snippets))),
  (bytes, random) => insert(bytes, random.below(bytes.length + 1), utf8(random.pick(snippets).repeat(200))),
  (bytes, random) => insert(bytes, (bytes.indexOf(0x7b) + 1) % (bytes.length + 1), utf8(random.pick(members))),
  // A number in a text grows.
  (bytes, random) => {
    const from = random.below(bytes.length);
    const at = bytes.findIndex((byte, place) => place >= from && byte >= 0x30 && byte <= 0x39);
    return at < 0 ? bytes : insert(bytes, at, utf8(`${random.pick(lies)}`));
  },
];

/** Bytes with one to four damages. */
export function damaged(bytes: Uint8Array, random: Seeded): Uint8Array {
  let changed = bytes;
  const count = random.chance(0.6) ? 1 : 2 + random.below(3);
  for (let i = 0; i < count; i++) changed = random.pick(damages)(changed, random).subarray(0, largest);
  return changed;
}
