/** What the engine relies on of every journal ([JR1], [JR7]). Call it from a test file of each implementation. */
import { describe, expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import type { Journal } from '../../shared/sync/ports.ts';

export interface JournalUnderTest {
  /** Opens the same journal again, as a new process would. The one before is not used any more. */
  open(): Promise<Journal>;
  /** Adds bytes behind the end without the journal's knowledge, as a crash in the middle of an append does. */
  tear?(bytes: Uint8Array): Promise<void>;
  remove?(): Promise<void>;
}

const frame = (n: number, size = 100) => encodeFrame(frameTypes.chunk, new Uint8Array(size).fill(n));

async function payloadsOf(journal: Journal, from = 0): Promise<number[]> {
  const first: number[] = [];
  for await (const bytes of journal.read(from)) {
    const read = readFrames(bytes);
    expect(read.rest).toBe('nothing');
    first.push(...read.frames.map(({ payload }) => payload[0] ?? -1));
  }
  return first;
}

async function append(journal: Journal, ...frames: Uint8Array[]): Promise<number> {
  const appended = await journal.append(concat(...frames));
  if (!appended.ok) throw new Error(appended.failure.kind);
  return appended.value.position;
}

export function journalSuite(name: string, make: () => Promise<JournalUnderTest>): void {
  describe(`journal: ${name}`, () => {
    const run = (title: string, body: (journal: JournalUnderTest) => Promise<void>) =>
      test(title, async () => {
        const journal = await make();
        try {
          await body(journal);
        } finally {
          await journal.remove?.();
        }
      });

    run('an empty one is at position 0 and has nothing to read', async (under) => {
      const journal = await under.open();
      expect(await journal.position()).toBe(0);
      expect(await payloadsOf(journal)).toEqual([]);
    });

    run('positions count the bytes appended', async (under) => {
      const journal = await under.open();
      expect(await append(journal, frame(1))).toBe(120);
      expect(await append(journal, frame(2), frame(3))).toBe(360);
      expect(await journal.position()).toBe(360);
    });

    run('reads whole frames in order, from any position that an append gave', async (under) => {
      const journal = await under.open();
      const after = await append(journal, frame(1), frame(2));
      await append(journal, frame(3));
      expect(await payloadsOf(journal)).toEqual([1, 2, 3]);
      expect(await payloadsOf(journal, after)).toEqual([3]);
      expect(await payloadsOf(journal, await journal.position())).toEqual([]);
    });

    run('holds everything after it was opened again', async (under) => {
      await append(await under.open(), frame(1), frame(2));
      const again = await under.open();
      expect(await again.position()).toBe(240);
      await append(again, frame(3));
      expect(await payloadsOf(await under.open())).toEqual([1, 2, 3]);
    });

    run(
      '[SC4] whole frames are written over, positions stay, and so it is after it was opened again',
      async (under) => {
        const journal = await under.open();
        const second = await append(journal, frame(1));
        const third = await append(journal, frame(2));
        await append(journal, frame(3), frame(4));
        const written = await journal.overwrite([
          { position: second, frames: frame(7) },
          { position: third, frames: concat(frame(8), frame(9)) },
        ]);
        expect(written.ok).toBe(true);
        expect(await payloadsOf(journal)).toEqual([1, 7, 8, 9]);
        expect(await append(journal, frame(5))).toBe(600);
        const again = await under.open();
        expect(await payloadsOf(again)).toEqual([1, 7, 8, 9, 5]);
        expect(await payloadsOf(again, third)).toEqual([8, 9, 5]);
      },
    );

    run('reads frames larger than any piece, among small ones', async (under) => {
      const journal = await under.open();
      await append(journal, frame(1), frame(2, 3_000_000), frame(3));
      expect(await payloadsOf(journal)).toEqual([1, 2, 3]);
    });

    run('does not hold on to the bytes it was given', async (under) => {
      const journal = await under.open();
      const bytes = frame(1);
      await append(journal, bytes);
      bytes.fill(0);
      expect(await payloadsOf(journal)).toEqual([1]);
    });

    run('[JR7] a torn tail is not read, and gone after the next append', async (under) => {
      if (under.tear === undefined) {
        // Memory has no tail that a crash could tear: an append is whole or did not happen.
        expect(await payloadsOf(await under.open())).toEqual([]);
        return;
      }
      for (const torn of [frame(8).subarray(0, 7), frame(8).subarray(0, 60), new Uint8Array(50)]) {
        const journal = await under.open();
        const before = await payloadsOf(journal);
        await append(journal, frame(1));
        await under.tear(torn);
        const again = await under.open();
        expect(await payloadsOf(again)).toEqual([...before, 1]);
        await append(again, frame(2));
        expect(await payloadsOf(await under.open())).toEqual([...before, 1, 2]);
      }
    });
  });
}
