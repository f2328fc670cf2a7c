import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storedOperation } from '../test/support/stored-operation.ts';
import { openFileStore } from './file-store.ts';

test('[ER5] what was written over is not in the file any more once it is renewed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'file-store-'));
  try {
    const path = join(folder, 'store');
    const store = await openFileStore(path);
    const row = storedOperation(1, { value: 'Quillfeather' });
    await store.write({ operations: [row, storedOperation(2)] });
    await store.write({ operations: [{ ...row, value: null }] });
    expect(String(await readFile(path))).toContain('Quillfeather');
    await store.write({ renew: { operations: [row.id], records: [row.record] } });
    expect(String(await readFile(path))).not.toContain('Quillfeather');
    expect(await store.operations([row.id, storedOperation(2).id])).toEqual([
      { ...row, value: null },
      storedOperation(2),
    ]);
    await store.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
