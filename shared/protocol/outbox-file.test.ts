import { expect, test } from 'vitest';
import { makeSigningKey } from '../../hub/http/signing-key.ts';
import { openRecord } from '../../hub/outbox/record-cipher.ts';
import { sealedOutbox } from '../../test/support/sealed-outbox.ts';
import { concat, toHex, utf8 } from '../base/bytes.ts';
import { readOutboxFile } from './outbox-file.ts';
import { keyToOpen, keyToSeal, nonceOfRecord } from './outbox-seal.ts';

const uuid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`;
const hub = makeSigningKey();
const to = { hub: uuid('a'), device: uuid('d'), hubKey: hub.publicKey };
const texts = ['harbour pilot', 'lantern'];
const file = sealedOutbox(
  to,
  texts.map((text) => utf8(text)),
);

/** What a hub with this secret reads; the failure, or what the cipher says of it, when it cannot. */
function openAs(secret: Uint8Array, bytes: Uint8Array): string | readonly string[] {
  const read = readOutboxFile(bytes);
  if (!read.ok) return read.failure.kind;
  const key = keyToOpen(secret.slice(-32), read.value.head.ephemeral);
  if (key === null) return 'no key';
  try {
    return read.value.records.map(({ number, place, sealed }) =>
      Buffer.from(openRecord({ key, nonce: nonceOfRecord(number), place, bytes: sealed })).toString('utf8'),
    );
  } catch {
    return 'not opened';
  }
}

test('[WP1] the hub opens what was sealed to its Ed25519 key, and nobody else does; nothing of it can be read in the file', () => {
  expect(openAs(hub.secret, file)).toEqual(texts);
  expect(openAs(makeSigningKey().secret, file)).toBe('not opened');
  for (const text of texts) expect(Buffer.from(file).includes(text)).toBe(false);
  // The key comes anew with each file, so equal work looks different.
  const again = sealedOutbox(
    to,
    texts.map((text) => utf8(text)),
  );
  expect(toHex(again.subarray(72))).not.toBe(toHex(file.subarray(72)));
});

test('[WP8] every single byte that is changed, and every end that is missing, is found before anything is opened', () => {
  for (let at = 0; at < file.length; at += 1) {
    for (const bit of [0x01, 0x80]) {
      const changed = file.slice();
      changed[at] = (changed[at] as number) ^ bit;
      expect([at, readOutboxFile(changed).ok]).toEqual([at, false]);
    }
    expect([at, readOutboxFile(file.subarray(0, at)).ok]).toEqual([at, false]);
  }
  expect(openAs(hub.secret, file.subarray(0, file.length - 1))).toBe('outbox-cut');
  expect(openAs(hub.secret, file.subarray(0, 130))).toBe('outbox-cut');
  expect(openAs(hub.secret, utf8('%PDF-1.7'))).toBe('outbox-unreadable');
  expect(openAs(hub.secret, concat(file, Uint8Array.of(0)))).toBe('outbox-damaged');
});

test('[WP1] records cannot change places, and a key under which nobody opens anything is not sealed to', () => {
  const one = sealedOutbox(to, [utf8('same'), utf8('size')]);
  const read = readOutboxFile(one);
  if (!read.ok) throw new Error(read.failure.kind);
  const [first, second] = read.value.records;
  const key = keyToOpen(hub.secret.slice(-32), read.value.head.ephemeral) as Uint8Array;
  const at = (record: typeof first, sealed: typeof first) =>
    openRecord({
      key,
      nonce: nonceOfRecord(record?.number ?? 0),
      place: record?.place ?? new Uint8Array(),
      bytes: sealed?.sealed ?? new Uint8Array(),
    });
  expect(Buffer.from(at(first, first)).toString()).toBe('same');
  expect(() => at(first, second)).toThrow();
  const random = { bytes: (count: number) => new Uint8Array(count).fill(7) };
  for (const weak of ['00'.repeat(32), `01${'00'.repeat(31)}`, 'ff'.repeat(32)])
    expect(keyToSeal(weak, random)).toBeNull();
});
