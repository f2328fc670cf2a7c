import { expect, test } from 'vitest';
import { goldenPlaced } from '../../test/support/golden-samples.ts';
import { scopeA, scopeB } from '../../test/support/network.ts';
import { ok } from '../base/result.ts';
import { nextChain } from './chain.ts';
import { identifyPack, readPack } from './pack.ts';
import { encodePage, scopeOfPage } from './page.ts';

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
  expect(identifyPack(payload, where)).toBeNull();
});

test('[PK7] a pack is read with the ids that another thread made of it, and not with fewer', () => {
  const identified = identifyPack(pack, place);
  if (identified === null) throw new Error('not identified');
  const { ids } = identified;
  expect(identified.operations).toEqual(operations);
  expect(readPack(pack, place, ids)).toEqual(operations);
  expect(readPack(pack, place, ids.subarray(16))).toBeNull();
});

test.each([1, 2] as const)('the scope of a page of layout %i is read without its operations', (layout) => {
  const page = encodePage({ scope: scopeA, operations }, layout);
  expect(scopeOfPage(page)).toEqual(ok(scopeA));
  expect(scopeOfPage(page.subarray(0, 9)).ok).toBe(false);
  expect(scopeOfPage(Uint8Array.of(9, ...page.subarray(1))).ok).toBe(false);
});
