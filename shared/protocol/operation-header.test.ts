import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { decode as decodeItem, encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goldenOperations } from '../../test/support/golden-samples.ts';
import { concat, fromHex, toHex } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { decodeCanonical, encodeCanonical, normaliseValue } from './canonical-cbor.ts';
import { type HeaderSubject, identify, operationIdOf, withoutValue } from './operation-header.ts';

/** The header by a CBOR library, without our writer. */
function byTheBook(operation: HeaderSubject): { header: Uint8Array; id: string } {
  const members = (commitment: Uint8Array[]) => {
    const { kind, scope, type, record, field, tx, lamport, wall, schema, supersedes } = operation;
    const values: unknown[] = [1, kind, bytesOfUuid(scope), type, bytesOfUuid(record), field, bytesOfUuid(tx)];
    values.push(lamport, wall, schema, [...supersedes].sort().map(fromHex), ...commitment);
    return encode(new Map(values.map((value, key) => [key, value])), rfc8949EncodeOptions);
  };
  const salt = hmac(sha256, bytesOfUuid(operation.scope), members([]));
  const header = members([sha256(concat(salt, encode(operation.value, rfc8949EncodeOptions)))]);
  return { header, id: toHex(sha256(header).subarray(0, 16)) };
}

test('[OP2] header and id are canonical CBOR and hashes as the format says, by another encoder too', () => {
  for (const operation of goldenOperations()) {
    const { header, id } = identify(operation);
    expect([toHex(header), id]).toEqual([toHex(byTheBook(operation).header), byTheBook(operation).id]);
    expect(id).toBe(operation.id);
    expect(() => decodeItem(header, { useMaps: true, strict: true })).not.toThrow();
  }
});

test('[OP2] a value of few possibilities is found by trying: the commitment’s salt is made of the header and the scope, and both are known', () => {
  const sample = goldenOperations()[0] as HeaderSubject;
  const { header } = identify({ ...sample, value: 'approved' });
  const found = ['draft', 'returned', 'approved'].filter(
    (value) => toHex(identify({ ...sample, value }).header) === toHex(header),
  );
  expect(found).toEqual(['approved']);
});

test('[OP2] every member of the header and the body is part of the identity; the carrier is not', () => {
  const operation = goldenOperations()[1] as ReturnType<typeof goldenOperations>[number];
  const other = goldenOperations()[10] as typeof operation;
  const members = [
    'kind',
    'scope',
    'type',
    'record',
    'field',
    'tx',
    'lamport',
    'wall',
    'schema',
    'supersedes',
    'value',
  ] as const;
  for (const member of members) {
    const changed = {
      scope: '5c000000-0000-4000-8000-000000000009',
      type: 'x',
      record: '5c000000-0000-4000-8000-000000000009',
      tx: '5c000000-0000-4000-8000-000000000009',
      schema: 7,
    };
    const value = { ...other, ...changed }[member];
    expect(operationIdOf({ ...operation, [member]: value })).not.toBe(operation.id);
  }
  expect(operationIdOf({ ...operation, supersedes: ['bb'.repeat(16), 'aa'.repeat(16)] })).toBe(
    operationIdOf({ ...operation, supersedes: ['aa'.repeat(16), 'bb'.repeat(16)] }),
  );
});

test('[OP3] every JSON value travels: what is sealed is what is read, at both ends', () => {
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ufeff\ufeffx', '\ud800', { a: '\ufeffx', '\udfff': -0, b: { z: 1, aa: 2 } }),
  );
  fc.assert(
    fc.property(values, (value) => {
      const sealed = normaliseValue(value as Json);
      const read = decodeCanonical(encodeCanonical(sealed));
      expect(JSON.stringify(read)).toBe(JSON.stringify(sealed));
      expect(normaliseValue(read)).toEqual(read);
    }),
    { numRuns: 200 },
  );
});

test('a value that is not canonical, or nests without end, is refused instead of read', () => {
  const deep = new Uint8Array(100_000).fill(0x81);
  for (const bytes of [
    deep,
    fromHex('1800'),
    fromHex('a2616201616102'),
    fromHex('9fff'),
    fromHex('f7'),
    fromHex('f97e00'),
    fromHex(''),
  ]) {
    expect(() => decodeCanonical(bytes)).toThrow();
  }
});

test('[CP1] an operation whose value was let go has the same header and id, and says nothing of the value', () => {
  for (const operation of goldenOperations()) {
    const gone = withoutValue(operation);
    expect(gone).toEqual({ ...operation, value: null, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(toHex(identify(gone).header)).toBe(toHex(identify(operation).header));
    expect(operationIdOf(gone)).toBe(operation.id);
    expect(withoutValue(gone)).toBe(gone);
    const other = { ...gone, commitment: 'ab'.repeat(32) };
    expect(operationIdOf(other)).not.toBe(operation.id);
    expect(() => operationIdOf({ ...gone, commitment: 'ab' })).toThrow('A commitment of 1 bytes');
  }
});
