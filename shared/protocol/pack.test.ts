import { expect, test } from 'vitest';
import { goldenPlaced } from '../../test/support/golden-samples.ts';
import { scopeA, scopeB } from '../../test/support/network.ts';
import { nextChain } from './chain.ts';
import { readPack } from './pack.ts';
import { encodePage } from './page.ts';

const operations = goldenPlaced();
const after = { seq: 40, chain: 'ab'.repeat(16) };
const place = {
  scope: scopeA,
  after,
  last: 52,
  chain: operations.reduce((chain, { seq, id }) => nextChain(chain, seq, id), after.chain),
};
const pack = encodePage({ scope: scopeA, operations });

test('[PK7] a pack is read when its chain, from the place where it is taken up, comes out where it must', () => {
  expect(readPack(pack, place)).toEqual(operations);
});

test.each([
  ['of another scope', pack, { ...place, scope: scopeB }],
  ['taken up at another place', pack, { ...place, after: { ...after, seq: 39 } }],
  ['taken up with another chain', pack, { ...place, after: { ...after, chain: 'cd'.repeat(16) } }],
  ['that ends elsewhere', pack, { ...place, last: 51 }],
  ['that comes out at another chain', pack, { ...place, chain: after.chain }],
  ['with a gap', encodePage({ scope: scopeA, operations: operations.filter(({ seq }) => seq !== 45) }), place],
  ['that is cut off', pack.subarray(0, pack.length - 1), place],
  ['of nothing', new Uint8Array(), place],
])('[PK7] a pack %s is not read', (_name, payload, where) => {
  expect(readPack(payload, where)).toBeNull();
});
