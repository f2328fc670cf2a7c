import { sha256 } from '@noble/hashes/sha2.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { chunkSize } from '../../shared/domain/attachment.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import { giveChunks } from './decide-chunks.ts';

let world: DraftingWorld;
beforeEach(async () => {
  world = await createDraftingWorld();
});

describe('chunks of attachments', () => {
  const chunk = new Uint8Array(1_000).fill(5);
  const hash = '2a8f6f6ae6cc5ba5a9d3c3c6b8b3f0ac';

  test('are asked for when an attachment names them, kept, and given to who may read it', async () => {
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

  describe('[SY9] move after operations, within what is left of the budget', () => {
    const chunks = [1, 2, 3].map((n) => new Uint8Array(chunkSize).fill(n));
    const hashes = chunks.map((bytes) => toHex(sha256(bytes)));

    /** Somebody attached three whole chunks, and the hub has them. */
    async function keepThree() {
      const ana = await world.device([await world.person('Ana', ['trainer'])]);
      await ana.sync({ batches: [world.create({ type: 'attachment', field: 'chunks', value: hashes.join(' ') })] });
      await ana.sync({ chunks });
      return ana;
    }

    test.each([
      { left: 3 * chunkSize, sentNothing: false, given: 3, why: 'as many as there is room for' },
      { left: 2 * chunkSize - 1, sentNothing: false, given: 1, why: 'none that would not fit whole' },
      { left: chunkSize - 1, sentNothing: false, given: 0, why: 'none beside operations that fill the answer' },
      { left: -1, sentNothing: false, given: 0, why: 'none beside operations that are more than asked for' },
      { left: 4_096, sentNothing: true, given: 1, why: 'one where there is nothing else: else none ever came' },
    ])('$why', async ({ left, sentNothing, given }) => {
      await keepThree();
      const came = await world.store.transaction((tx) => giveChunks(tx, [world.scope], hashes, { left, sentNothing }));
      expect(came).toEqual(chunks.slice(0, given));
    });

    test('an answer whose pages use up a small budget has no chunk, and the one after the last page has one', async () => {
      const ana = await keepThree();
      const title = (n: number) =>
        world.create({ value: Array.from({ length: 80 }, (_, at) => `${n * at * 7919}`).join(' ') });
      for (let n = 1; n <= 40; n += 1) await ana.sync({ batches: [title(n)] });
      const ben = await world.device([await world.person('Ben', ['guest'])]);
      const answers: { readonly moved: boolean; readonly chunks: number }[] = [];
      while (answers.at(-1)?.moved !== false) {
        const { message, chunks: came } = await ben.sync({ message: { budget: 4_096, wants: hashes } });
        const scopes = message?.scopes ?? [];
        answers.push({ moved: scopes.length > 0, chunks: came?.length ?? 0 });
      }
      expect(answers.length).toBeGreaterThan(3);
      expect(answers.map((one) => one.chunks)).toEqual(answers.map(({ moved }) => (moved ? 0 : 1)));
    });
  });
});
