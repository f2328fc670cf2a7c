import { appendFile, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournalFolder } from '../../electron/journal-folder.ts';
import { openNodeFiles } from '../../headless/node-files.ts';
import { encodeFrame, frameTypes } from '../../shared/protocol/frame.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { journalSuite } from './journal.suite.ts';

const kinds = { 'a device without a screen': openNodeFiles, 'a laptop': openJournalFolder };

describe.each(Object.entries(kinds))('the journal of %s', (_, openFiles) => {
  const journalIn = async (folder: string) => {
    const files = await openFiles(folder);
    const opened = await openSegmentJournal(files);
    if (!opened.ok) throw new Error(opened.failure.kind);
    return { files, journal: opened.value };
  };

  journalSuite('segments in files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waypost-journal-'));
    const lives: { close(): Promise<void> }[] = [];
    return {
      async open() {
        const { files, journal } = await journalIn(folder);
        lives.push(files);
        return journal;
      },
      async tear(bytes) {
        const names = (await readdir(folder)).filter((name) => name.endsWith('.wpj')).sort();
        await appendFile(join(folder, names.at(-1) as string), bytes);
      },
      async remove() {
        for (const files of lives) await files.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });

  test('a segment that could not be made fails that save alone: the next one makes it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waypost-journal-'));
    const { files, journal } = await journalIn(folder);
    const frame = encodeFrame(frameTypes.chunk, new Uint8Array(8));
    await rename(folder, `${folder}-away`);
    expect((await journal.append(frame)).ok).toBe(false);
    await rename(`${folder}-away`, folder);
    expect(await journal.append(frame)).toEqual({ ok: true, value: { position: frame.length } });
    await files.close();
    await rm(folder, { recursive: true, force: true });
  });
});
