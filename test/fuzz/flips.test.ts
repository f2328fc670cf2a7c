/** Exhaustive: one changed byte anywhere in what a checksum, a hash or a signature covers never passes for the original. */
import { expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { unhurried } from '../../shared/base/pieces.ts';
import { readLibrary } from '../../shared/domain/exchange/read-library.ts';
import { readAudit } from '../../shared/protocol/audit-file.ts';
import { decodeBatch, encodeBatch } from '../../shared/protocol/batch.ts';
import { signEd25519, verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { decodePage, encodePage } from '../../shared/protocol/page.ts';
import { contentOf, isProved, joinProof, pageIn, proofOf } from '../../shared/protocol/proved-page.ts';
import { verifyAudit } from '../../shared/protocol/verify-audit.ts';
import { goldenBatch, goldenFrames, goldenPlaced, goldenPublicKey } from '../support/golden-samples.ts';
import { scopeA } from '../support/network.ts';
import { auditFile, libraryFile } from './file-targets.ts';

const secret = new Uint8Array(32).fill(1);

/** Every byte with each of its bits turned, one after the other. */
function* flips(bytes: Uint8Array, masks: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128]) {
  for (let at = 0; at < bytes.length; at++) {
    for (const mask of masks) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ mask;
      yield { at, mask, changed };
    }
  }
}

test('a journal: the frame in which a byte changed is not read', async () => {
  const { saved, checkpoint, letGo } = await goldenFrames();
  const bytes = concat(saved as Uint8Array, checkpoint as Uint8Array, letGo as Uint8Array);
  const ends = readFrames(bytes).frames.map(({ bytes: { length } }) => length);
  for (const { at, mask, changed } of flips(bytes)) {
    const { frames, rest } = readFrames(changed);
    const whole = [0, 1, 2].filter((n) => at >= ends.slice(0, n + 1).reduce((sum, length) => sum + length, 0)).length;
    expect([frames.length, rest === 'nothing'], `byte ${at} ^ ${mask}`).toEqual([whole, false]);
  }
});

test.each(['request', 'packRequest', 'reply', 'packReply'])(
  'a %s: no changed byte reaches its decoder',
  async (name) => {
    const bytes = (await goldenFrames())[name] as Uint8Array;
    for (const { at, mask, changed } of flips(bytes)) {
      expect(readFrames(changed).rest, `byte ${at} ^ ${mask}`).not.toBe('nothing');
    }
  },
);

test('a signed batch: it cannot be read, its signature is not over what it says, or it says the same', () => {
  const encoded = encodeBatch(goldenBatch());
  const bytes = encoded.payload(signEd25519(secret, encoded.hash));
  const original = decodeBatch(bytes);
  if (!original.ok) throw new Error(original.failure.reason);
  let forged = 0;
  for (const { at, mask, changed } of flips(bytes, [1, 128])) {
    const batch = decodeBatch(changed);
    if (!batch.ok) continue;
    const { signature, hash } = batch.value;
    if (signature === null || !verifyEd25519(goldenPublicKey, hash, signature)) forged += 1;
    // The hash is over the content however it is packed, and deflate can say the same in several ways.
    else expect(batch.value.operations, `byte ${at} ^ ${mask}`).toEqual(original.value.operations);
  }
  expect(forged).toBeGreaterThan(0);
});

test('a proved page: the proof is not of it', () => {
  const page = { scope: scopeA, operations: goldenPlaced() };
  const payload = joinProof(proofOf(secret, contentOf(page)), encodePage(page));
  for (const { at, mask, changed } of flips(payload)) {
    const read = decodePage(pageIn(changed));
    if (!read.ok || !isProved(secret, changed, contentOf(read.value))) continue;
    // Deflate can say the same in several ways.
    expect(read.value.operations, `byte ${at} ^ ${mask}`).toEqual(page.operations);
  }
});

test('an audit file: it is unreadable or found to be false', { timeout: 120_000 }, async () => {
  for (const { at, mask, changed } of flips(await auditFile(), [1])) {
    const audit = readAudit(changed);
    const isFound = !audit.ok || (await verifyAudit(audit.value, verifyEd25519)).reasons.length > 0;
    expect(isFound, `byte ${at} ^ ${mask}`).toBe(true);
  }
});

test('a library file: it is refused, or says what it said', { timeout: 120_000 }, async () => {
  const bytes = await libraryFile();
  const original = await readLibrary(bytes, unhurried);
  if (!original.ok) throw new Error(original.failure.kind);
  let refused = 0;
  for (const { at, mask, changed } of flips(bytes, [1])) {
    const library = await readLibrary(changed, unhurried);
    if (!library.ok) refused += 1;
    // Times and attributes in a ZIP are covered by nothing, and nothing reads them.
    else expect(library.value.records, `byte ${at} ^ ${mask}`).toEqual(original.value.records);
  }
  expect(refused).toBeGreaterThan(bytes.length / 2);
});
