import { expect, test } from 'vitest';
import { entriesNumbered, fileOfLog, laptopNumbered, noteOf, signedLog } from '../../../test/support/log-samples.ts';
import { hubId } from '../../../test/support/network.ts';
import { endorsedKey, hubKeyNumbered } from '../../../test/support/signing-hub.ts';
import { toHex } from '../../base/bytes.ts';
import { verifyEd25519 } from '../ed25519.ts';
import { cosignersOf, readCheckpointNote, signedIn } from './checkpoint-note.ts';
import { isProven, judgeCheckpoint } from './judge-checkpoint.ts';
import { entryHash } from './log-entry.ts';
import { readLogFile } from './log-file.ts';
import { consistencyRanges, createCompactRange, hashOf, type Node } from './merkle.ts';
import { compareLogs, compareWithAudit, verifyLog } from './verify-log.ts';

const keys = [hubKeyNumbered(1)];
const laptops = new Map([1, 2].map(laptopNumbered).map(({ device, publicKey }) => [device, publicKey]));
const log = entriesNumbered(9);

/** The proof that a log of one size begins with one of another. */
function proofOf(entries: typeof log, first: number, size: number): string[] {
  const known = new Map<string, Uint8Array>();
  const tree = createCompactRange();
  const nameOf = ({ level, index }: Node) => `${level} ${index}`;
  for (const entry of entries) for (const node of tree.append(entryHash(entry))) known.set(nameOf(node), node.hash);
  const at = (node: Node) => known.get(nameOf(node)) as Uint8Array;
  return consistencyRanges(first, size).map((range) => toHex(hashOf(range, at)));
}

test('[AL3] a checkpoint is a signed note that says what was signed and by whom', async () => {
  const checkpoint = signedLog(log, 9);
  const note = noteOf(checkpoint, [1, 2]);
  const read = readCheckpointNote(note);
  if (read === null) throw new Error('unreadable');
  expect(note.split('\n').slice(0, 4)).toEqual([
    `waypost-hub/${hubId}/${checkpoint.epoch}`,
    '9',
    expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    'time 9000',
  ]);
  expect(await signedIn(read, keys, verifyEd25519)).toEqual(checkpoint);
  expect(await signedIn(read, [hubKeyNumbered(2)], verifyEd25519)).toBeNull();
  expect(await cosignersOf(read, laptops, verifyEd25519)).toEqual({ good: [...laptops.keys()], bad: [] });
});

test('[AL3] [AL4] no changed byte of a checkpoint or its cosignature is taken', async () => {
  const note = new TextEncoder().encode(noteOf(signedLog(log, 9), [1]));
  const isTaken = async (bytes: Uint8Array) => {
    const read = readCheckpointNote(new TextDecoder().decode(bytes));
    if (read === null || read.hub !== hubId || (await signedIn(read, keys, verifyEd25519)) === null) return false;
    return (await cosignersOf(read, laptops, verifyEd25519)).good.length === 1 && read.note.signatures.length === 2;
  };
  expect(await isTaken(note)).toBe(true);
  for (const at of note.keys()) {
    for (const change of [1, 0x20, 0x80]) {
      const changed = note.map((byte, i) => (i === at ? byte ^ change : byte));
      if (await isTaken(changed)) throw new Error(`byte ${at} changed by ${change} is taken`);
    }
  }
}, 60_000);

test('[AL6] [AL2] a whole log is checked: entries, tree, the signatures of hub and laptops; no changed byte is taken', async () => {
  const hidden = log.map((entry, n) => (n === 4 ? { ...entry, opened: null } : entry));
  const file = await fileOfLog(hidden, [noteOf(signedLog(log, 5), [2]), noteOf(signedLog(log, 9), [1])], [1, 2]);
  const read = readLogFile(file);
  if (!read.ok) throw new Error(read.failure.reason);
  const verdict = await verifyLog(read.value, verifyEd25519, keys[0]?.publicKey);
  expect(verdict).toMatchObject({ reasons: [], notes: [], signedUpTo: 9, opened: 8 });
  expect(verdict.witnesses).toEqual([
    { laptop: laptopNumbered(2).device, size: 5 },
    { laptop: laptopNumbered(1).device, size: 9 },
  ]);
  for (const at of file.keys()) {
    const changed = file.map((byte, i) => (i === at ? byte ^ 1 : byte));
    if (readLogFile(changed).ok) throw new Error(`byte ${at} changed is taken`);
  }
  expect(readLogFile(file.subarray(0, file.length - 1)).ok).toBe(false);
}, 60_000);

/** What is wrong with a file, by check. */
async function faultsOf(...args: Parameters<typeof fileOfLog>): Promise<string[]> {
  const read = readLogFile(await fileOfLog(...args));
  if (!read.ok) throw new Error(read.failure.reason);
  return (await verifyLog(read.value, verifyEd25519)).reasons.map(({ check }) => check);
}

test('[AL6] whoever writes a file anew over another log is found out by what was signed', async () => {
  const notes = [noteOf(signedLog(log, 9), [1])];
  const other = entriesNumbered(9, 2);
  expect(await faultsOf(other, notes, [1])).toEqual(['checkpoints']);
  expect(await faultsOf(log.slice(0, 8), notes, [1])).toEqual(['checkpoints']);
  expect(await faultsOf(log, notes, [1], { root: signedLog(log, 8).root })).toEqual(['tree']);
  expect(await faultsOf(log, notes, [])).toEqual(['witnesses']);
  expect(await faultsOf(log, [], [])).toEqual(['checkpoints']);
  const opened = { salt: '00'.repeat(16), statement: '{"n":1}' };
  const said = log.map((entry, n) => (n === 1 ? { ...entry, opened } : entry));
  expect(await faultsOf(said, notes, [1])).toEqual(['entries']);
  const [mine, theirs] = [readLogFile(await fileOfLog(log, notes, [1])), readLogFile(await fileOfLog(other, [], []))];
  if (!mine.ok || !theirs.ok) throw new Error('unreadable');
  expect(compareLogs(mine.value, theirs.value).reasons.map(({ text }) => text)).toEqual([
    'the two files hold another entry at place 2',
  ]);
});

test('[AL6] only keys from the one that the reader gives are believed: one put before it signs nothing, and names no witness', async () => {
  const read = readLogFile(await fileOfLog(log, [noteOf(signedLog(log, 9), [1])], [1]));
  if (!read.ok) throw new Error(read.failure.reason);
  const followed = { ...read.value, head: { ...read.value.head, keys: [hubKeyNumbered(1), endorsedKey(2, 1)] } };
  expect(await verifyLog(followed, verifyEd25519, hubKeyNumbered(1).publicKey)).toMatchObject({
    reasons: [],
    signedUpTo: 9,
  });
  const verdict = await verifyLog(followed, verifyEd25519, hubKeyNumbered(2).publicKey);
  expect(verdict).toMatchObject({ reasons: [{ check: 'checkpoints' }], signedUpTo: 0, witnesses: [] });
  expect(verdict.notes[0]?.text).toContain('before the one that you gave: not checked');
  const known = { ...read.value, head: { ...read.value.head, keys: [hubKeyNumbered(2)] } };
  const accused = [{ check: 'agreement', text: 'the two files hold different keys of the hub' }];
  expect(compareLogs(known, followed).reasons).toEqual(accused);
  const audit = { head: { ...known.head, epoch: 'another' }, log: [] } as unknown as Parameters<
    typeof compareWithAudit
  >[1];
  expect(compareWithAudit(followed, audit, []).reasons).toEqual(accused);
});

test('[AL5] a log that grew is told from one that was forked, shrunk or cannot be proven; two signatures prove it', () => {
  const other = entriesNumbered(9, 2);
  const seen = signedLog(log, 6);
  const evidence = (given: typeof seen, proof: string[]) => {
    const kind = judgeCheckpoint(seen, given, proof);
    if (kind === 'grown' || kind === 'same' || kind === 'older') return kind;
    return `${kind} ${isProven({ kind, seen, given, proof, at: 1 })}`;
  };
  expect(evidence(signedLog(log, 9), proofOf(log, 6, 9))).toBe('grown');
  expect(evidence(signedLog(log, 6, 99_999), [])).toBe('same');
  expect(evidence(signedLog(log, 5), [])).toBe('older');
  expect(evidence(signedLog(log, 5, 99_999), [])).toBe('shrunk true');
  expect(evidence(signedLog(other, 6), [])).toBe('forked true');
  expect(evidence(signedLog(other, 9), proofOf(other, 6, 9))).toBe('forked true');
  expect(evidence(signedLog(other, 9), proofOf(log, 6, 9))).toBe('unproven false');
  expect(evidence(signedLog(log, 9), [])).toBe('unproven false');
  // Where the first tree is complete, a proof of RFC 6962 would not say its root; ours does.
  const full = signedLog(log, 4);
  expect(judgeCheckpoint(full, signedLog(other, 9), proofOf(other, 4, 9))).toBe('forked');
  expect(judgeCheckpoint(full, signedLog(log, 9), proofOf(log, 4, 9))).toBe('grown');
});
