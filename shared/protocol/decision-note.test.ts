import { expect, test } from 'vitest';
import { type DecisionNote, extractNotes, insertNotes } from './decision-note.ts';
import { decodeReply, encodeReply, type SyncReply } from './sync-reply.ts';

const note = (text: string): DecisionNote => ({
  note: text,
  language: 'ar',
  by: { person: '00000000-0000-4000-8000-000000000001', name: 'Wen', centre: 'Hub' },
  at: 7,
});

test('[HB8] each note goes once, whatever the number of operations, and comes back to all of them', () => {
  const rows = [
    { id: 'a', decision: note('one') },
    { id: 'b' },
    { id: 'c', decision: note('two') },
    { id: 'd', decision: note('one') },
  ];
  const { rows: placed, notes } = extractNotes(rows);
  expect(notes.map((each) => each.note)).toEqual(['one', 'two']);
  expect(insertNotes(placed, notes)).toEqual(rows);
});

test('[HB8] a place without a note, as a newer or broken hub may send, says nothing', () => {
  expect(insertNotes([{ id: 'a', decision: 3 }], [note('one')])).toEqual([{ id: 'a' }]);
});

test('[HB8] an answer of an older hub, without notes, is read as before', () => {
  const message: SyncReply = {
    protocol: 1,
    epoch: '00000000-0000-4000-8000-000000000002',
    ticket: '0'.repeat(32),
    hubTime: 0,
    identity: null,
    outcomes: [],
    scopes: [],
    wants: [],
    settled: [{ id: 'a'.repeat(32), reason: 'returned' }],
  };
  const read = decodeReply(encodeReply({ message, pages: [], packs: [], chunks: [], repairs: [] }));
  expect(read.ok && read.value.message).toEqual(message);
});
