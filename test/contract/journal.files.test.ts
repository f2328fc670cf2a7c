import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NodeFiles, openNodeFiles } from '../../headless/node-files.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { journalSuite } from './journal.suite.ts';

journalSuite('segments on Node files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-journal-'));
  const lives: NodeFiles[] = [];
  return {
    async open() {
      const files = await openNodeFiles(folder);
      lives.push(files);
      const opened = await openSegmentJournal(files);
      if (!opened.ok) throw new Error(opened.failure.kind);
      return opened.value;
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
