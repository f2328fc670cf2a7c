import { expect, test } from 'vitest';
import type { OpfsFiles } from '../../../renderer/data/opfs-files.ts';
import { importKey, vaultSeal } from '../../../renderer/data/vault-seal.ts';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import { ok } from '../../../shared/base/result.ts';
import { sealFiles } from './sealed-files.ts';

test('a sealed journal reads as it was written, over the borders of its pieces and after it was written over, and the disk has none of it', async () => {
  const disk = new Map<string, Uint8Array>();
  const at = (name: string) => disk.get(name) ?? new Uint8Array();
  const keep = (name: string, bytes: Uint8Array) => {
    disk.set(name, bytes);
    return ok(null);
  };
  const files = {
    read: async (name: string, from: number, length: number) => at(name).subarray(from, from + length),
    append: async (name: string, bytes: Uint8Array) => keep(name, concat(at(name), bytes)),
    writeWhole: async (name: string, bytes: Uint8Array) => keep(name, bytes),
  } as unknown as OpfsFiles;
  const sealed = sealFiles(files, vaultSeal(await importKey(new Uint8Array(32).fill(7))));
  for (const part of ['the cordon was ', 'moved ', 'twice']) await sealed.append('0', utf8(part));
  const text = async (from: number, length: number) => Buffer.from(await sealed.read('0', from, length)).toString();
  expect([await text(0, 99), await text(11, 8), await sealed.list()]).toEqual([
    'the cordon was moved twice',
    'was move',
    [{ name: '0', size: 26 }],
  ]);
  await sealed.overwrite('0', [{ at: 4, bytes: utf8('gap   ') }]);
  await sealed.append('0', utf8(' again'));
  expect(await text(0, 99)).toBe('the gap    was moved twice again');
  expect(Buffer.from(at('0')).toString('latin1')).not.toMatch(/moved|again/);
});
