import { beforeEach, describe, expect, test } from 'vitest';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';

let world: DraftingWorld;
beforeEach(async () => {
  world = await createDraftingWorld();
});

describe('chunks of attachments', () => {
  const chunk = new Uint8Array(1_000).fill(5);
  const hash = '2a8f6f6ae6cc5ba5a9d3c3c6b8b3f0ac';

  test('are asked for when an attachment names them, kept, and given to who may read it', async () => {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    const { toHex } = await import('../../shared/base/bytes.ts');
    const name = toHex(sha256(chunk));
    const [ana, ben, out] = [
      await world.person('Ana', ['trainer']),
      await world.person('Ben', ['guest']),
      await world.person('Out', []),
    ];
    const [a, b, c] = [await world.device([ana]), await world.device([ben]), await world.device([out])];
    const early = await a.sync({ chunks: [chunk] });
    expect(early.message?.wants).toEqual([]);
    const asked = await a.sync({ batches: [world.create({ type: 'attachment', field: 'chunks', value: name })] });
    expect(asked.message?.wants).toEqual([name]);
    expect((await b.sync({ message: { wants: [name] } })).chunks).toEqual([]);
    expect((await a.sync({ chunks: [chunk] })).message?.wants).toEqual([]);
    expect((await b.sync({ message: { wants: [hash.repeat(2), name] } })).chunks).toEqual([chunk]);
    expect((await c.sync({ message: { wants: [name] } })).chunks).toEqual([]);
  });
});
