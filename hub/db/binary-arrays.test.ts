import { expect, test } from 'vitest';
import { bigintArray, byteaArray, hexArray, uuidArray } from './binary-arrays.ts';

// As array_send and array_recv of the server have it (arrayfuncs.c).
test('arrays are written as the server writes them', () => {
  expect(hexArray(['0a0b', 'ff']).toString('hex')).toBe(
    '0000000100000000000000110000000200000001' + '000000020a0b' + '00000001ff',
  );
  expect(byteaArray([new Uint8Array([1, 2]), new Uint8Array()]).toString('hex')).toBe(
    '0000000100000000000000110000000200000001' + '000000020102' + '00000000',
  );
  expect(bigintArray([1, 2 ** 40 + 5]).toString('hex')).toBe(
    '0000000100000000000000140000000200000001' + '000000080000000000000001' + '000000080000010000000005',
  );
  expect(uuidArray(['00000000-0000-4000-8000-00000000000a', null]).toString('hex')).toBe(
    '000000010000000100000b860000000200000001' + '0000001000000000000040008000000000000' + '00a' + 'ffffffff',
  );
});

test('an empty one has no dimension', () => {
  for (const array of [hexArray([]), byteaArray([]), bigintArray([]), uuidArray([])]) {
    expect([array.length, array.readInt32BE(0)]).toEqual([12, 0]);
  }
});

test('what is no id is refused before it is sent', () => {
  expect(() => uuidArray(['not an id'])).toThrow('Not a UUID');
  expect(() => uuidArray(['zz000000-0000-4000-8000-00000000000a'])).toThrow('Not hexadecimal');
  expect(() => hexArray(['0g'])).toThrow('Not hexadecimal');
});
