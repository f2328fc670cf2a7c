import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import {
  consistencyRanges,
  createCompactRange,
  emptyRoot,
  hashOf,
  inclusionRanges,
  type LeafRange,
  leafHash,
  type Node,
  nodeHash,
  nodesOf,
  rootOfInclusion,
  rootsOfConsistency,
  shortPath,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

/** The tree that the Certificate Transparency code bases test with (google/certificate-transparency, merkle tests). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const inclusions = [
  {
    leaf: 0,
    size: 8,
    path: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    leaf: 5,
    size: 8,
    path: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { leaf: 2, size: 3, path: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
  {
    leaf: 1,
    size: 5,
    path: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];
const consistencies = [
  {
    first: 1,
    size: 8,
    path: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    first: 6,
    size: 8,
    path: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    first: 2,
    size: 5,
    path: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

/** A tree that is kept whole: the hashes of each level. */
function grow(hashes: Iterable<Uint8Array>) {
  const levels: Uint8Array[][] = [];
  const range = createCompactRange();
  const rootAt = [emptyRoot];
  return {
    fill(keepRoots: boolean) {
      for (const hash of hashes) {
        for (const node of range.append(hash)) {
          levels[node.level] ??= [];
          (levels[node.level] as Uint8Array[]).push(node.hash);
        }
        if (keepRoots) rootAt.push(range.root());
      }
      return this;
    },
    rootAt,
    at: ({ level, index }: Node) => levels[level]?.[index] as Uint8Array,
  };
}

/** RFC 6962, 2.1, as it is written there. */
function rootByTheBook(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return emptyRoot;
  if (hashes.length === 1) return only;
  const half = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(rootByTheBook(hashes.slice(0, half)), rootByTheBook(hashes.slice(half)));
}

function numbered(n: number): Uint8Array {
  return leafHash(new Uint8Array([n >>> 16, n >>> 8, n]));
}
function* numberedTo(count: number, from = 0): Generator<Uint8Array> {
  for (let n = 0; n < count; n++) yield numbered(from + n);
}

/** Another hash, one bit away. */
function tampered(hash: Uint8Array, bit: number): Uint8Array {
  const copy = hash.slice();
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

test('the published vectors of Certificate Transparency: roots, inclusion and consistency', () => {
  const hashes = leaves.map((leaf) => leafHash(fromHex(leaf)));
  const tree = grow(hashes).fill(true);
  expect(tree.rootAt.slice(1).map(toHex)).toEqual(roots);
  expect(toHex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const { leaf, size, path } of inclusions) {
    const made = inclusionRanges(leaf, size).map((range) => hashOf(range, tree.at));
    expect(made.map(toHex)).toEqual(path);
    expect(verifyInclusion(leaf, size, hashes[leaf] as Uint8Array, made, tree.rootAt[size] as Uint8Array)).toBe(true);
  }
  for (const { first, size, path } of consistencies) {
    const made = consistencyRanges(first, size).map((range) => hashOf(range, tree.at));
    expect(shortPath(first, made).map(toHex)).toEqual(path);
  }
});

test('every inclusion and every consistency proof of every tree up to 512 leaves', () => {
  const most = 512;
  const hashes = [...numberedTo(most)];
  const tree = grow(hashes).fill(true);
  const made = new Map<string, Uint8Array>();
  const hash = (range: LeafRange) => {
    const name = `${range.from} ${range.to}`;
    const known = made.get(name) ?? hashOf(range, tree.at);
    made.set(name, known);
    return known;
  };
  let proofs = 0;
  for (let size = 1; size <= most; size++) {
    const root = tree.rootAt[size] as Uint8Array;
    if (size % 64 === 0 || size < 40) expect(toHex(rootByTheBook(hashes.slice(0, size)))).toBe(toHex(root));
    for (let leaf = 0; leaf < size; leaf++) {
      const path = inclusionRanges(leaf, size).map(hash);
      if (!verifyInclusion(leaf, size, hashes[leaf] as Uint8Array, path, root)) throw new Error(`${leaf} in ${size}`);
      const first = leaf + 1;
      const whole = consistencyRanges(first, size).map(hash);
      const before = { size: first, root: tree.rootAt[first] as Uint8Array };
      const sent = first === size ? [] : shortPath(first, whole);
      if (!verifyConsistency(before, { size, root }, sent)) throw new Error(`${first} to ${size}`);
      proofs += 2;
    }
  }
  expect(proofs).toBe(most * (most + 1));
}, 120_000);

test('no changed bit, no missing or added hash, no other place or size is taken for a proof', () => {
  const hashes = [...numberedTo(80)];
  const tree = grow(hashes).fill(true);
  const rootOf = (size: number) => tree.rootAt[size] as Uint8Array;
  for (const [leaf, size] of [
    [0, 1],
    [0, 2],
    [6, 7],
    [40, 64],
    [64, 65],
    [11, 77],
  ] as const) {
    const path = inclusionRanges(leaf, size).map((range) => hashOf(range, tree.at));
    const hash = hashes[leaf] as Uint8Array;
    const takes = (place: number, of: number, what: Uint8Array, by: readonly Uint8Array[], root: Uint8Array) =>
      verifyInclusion(place, of, what, by, root);
    for (let bit = 0; bit < 256; bit += 5) {
      expect(takes(leaf, size, tampered(hash, bit), path, rootOf(size))).toBe(false);
      expect(takes(leaf, size, hash, path, tampered(rootOf(size), bit))).toBe(false);
      for (const at of path.keys()) {
        const wrong = path.map((one, i) => (i === at ? tampered(one, bit) : one));
        expect(takes(leaf, size, hash, wrong, rootOf(size))).toBe(false);
      }
    }
    expect(takes(leaf, size, hash, [...path, hash], rootOf(size))).toBe(false);
    if (path.length > 0) expect(takes(leaf, size, hash, path.slice(1), rootOf(size))).toBe(false);
    expect(rootOfInclusion(size, size, hash, path)).toBeNull();
    for (let other = 0; other < size; other++) {
      if (other !== leaf) expect(takes(other, size, hash, path, rootOf(size))).toBe(false);
    }
  }
  for (const [first, size] of [
    [1, 2],
    [3, 7],
    [4, 7],
    [6, 8],
    [64, 65],
    [33, 77],
    [76, 77],
  ] as const) {
    const path = consistencyRanges(first, size).map((range) => hashOf(range, tree.at));
    const [before, after] = [
      { size: first, root: rootOf(first) },
      { size, root: rootOf(size) },
    ];
    const short = shortPath(first, path);
    for (let bit = 0; bit < 256; bit += 5) {
      expect(verifyConsistency({ ...before, root: tampered(before.root, bit) }, after, short)).toBe(false);
      expect(verifyConsistency(before, { ...after, root: tampered(after.root, bit) }, short)).toBe(false);
      for (const at of short.keys()) {
        const wrong = short.map((one, i) => (i === at ? tampered(one, bit) : one));
        expect(verifyConsistency(before, after, wrong)).toBe(false);
      }
    }
    expect(verifyConsistency(before, after, [...short, before.root])).toBe(false);
    expect(verifyConsistency(before, after, short.slice(1))).toBe(false);
    expect(verifyConsistency(after, before, short)).toBe(false);
    expect(rootsOfConsistency(first, size, [])).toBeNull();
  }
  expect(verifyConsistency({ size: 0, root: emptyRoot }, { size: 5, root: rootOf(5) }, [])).toBe(true);
  expect(verifyConsistency({ size: 0, root: rootOf(1) }, { size: 5, root: rootOf(5) }, [])).toBe(false);
});

const [blockLevel, blockSize, kinds] = [10, 1024, 16];
/** Which of sixteen kinds of blocks of 1,024 leaves stands at a place: in no order that repeats. */
const kindOf = (block: number) => (Math.imul(block + 1, 2_654_435_761) >>> 7) % kinds;

/** A tree of a million leaves that costs the hashing of sixteen thousand. */
function growBlocks(most: number) {
  const blocks = Array.from({ length: kinds }, (_, kind) => grow(numberedTo(blockSize, kind * blockSize)).fill(false));
  const above = grow(
    Array.from({ length: Math.ceil(most / blockSize) }, (_, n) => blockAt(n).at({ level: blockLevel, index: 0 })),
  ).fill(false);
  function blockAt(n: number) {
    return blocks[kindOf(n)] as (typeof blocks)[number];
  }
  const inBlock = (level: number) => blockSize / 2 ** level;
  return {
    leaf: (n: number) => numbered(kindOf(Math.floor(n / blockSize)) * blockSize + (n % blockSize)),
    at: ({ level, index }: Node) =>
      level >= blockLevel
        ? above.at({ level: level - blockLevel, index })
        : blockAt(Math.floor(index / inBlock(level))).at({ level, index: index % inBlock(level) }),
  };
}

test('trees of random sizes up to a million leaves, and grown on by their right edge alone', () => {
  const most = 1_000_000;
  const tree = growBlocks(most);
  // A fixed row of odd steps instead of a random one: a failure is the same for everybody.
  for (let n = 1; n <= 400; n++) {
    const size = n === 400 ? most : 1 + ((n * 982_451_653) % most);
    const leaf = (n * 7_919_317) % size;
    const root = hashOf({ from: 0, to: size }, tree.at);
    const path = inclusionRanges(leaf, size).map((range) => hashOf(range, tree.at));
    expect(verifyInclusion(leaf, size, tree.leaf(leaf), path, root)).toBe(true);
    expect(verifyInclusion(leaf, size, tree.leaf(leaf + 1), path, root)).toBe(false);
    const first = leaf + 1;
    const before = { size: first, root: hashOf({ from: 0, to: first }, tree.at) };
    const whole = consistencyRanges(first, size).map((range) => hashOf(range, tree.at));
    expect(verifyConsistency(before, { size, root }, first === size ? [] : shortPath(first, whole))).toBe(true);
    expect(whole.length).toBeLessThan(32);
    const grown = createCompactRange(first, nodesOf({ from: 0, to: first }).map(tree.at));
    expect(toHex(grown.root())).toBe(toHex(before.root));
    const to = Math.min(size, first + 40);
    while (grown.size < to) {
      const filled = grown.append(tree.leaf(grown.size));
      for (const { hash, ...node } of filled) expect(toHex(hash)).toBe(toHex(tree.at(node)));
    }
    expect(toHex(grown.root())).toBe(toHex(hashOf({ from: 0, to }, tree.at)));
  }
}, 60_000);
