import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { createMemoryJournalFiles } from '../support/memory-journal-files.ts';
import { journalSuite } from './journal.suite.ts';

journalSuite('memory', async () => {
  const journal = createMemoryJournal();
  return { open: async () => journal };
});

journalSuite('segments', async () => {
  const files = createMemoryJournalFiles();
  return {
    async open() {
      const opened = await openSegmentJournal(files);
      if (!opened.ok) throw new Error(opened.failure.kind);
      return opened.value;
    },
    async tear(bytes) {
      const name = [...files.files.keys()]
        .filter((file) => file.endsWith('.wpj'))
        .sort()
        .at(-1) as string;
      await files.append(name, bytes);
    },
  };
});
