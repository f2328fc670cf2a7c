import { expect, test } from 'vitest';
import { hubId, scopeA } from '../../test/support/network.ts';
import { utf8 } from '../base/bytes.ts';
import { encodeCanonical } from './canonical-cbor.ts';
import { encodeFrame, frameTypes } from './frame.ts';
import {
  decodeRoomMessage,
  encodeRoomMessage,
  encodeRoomRefusal,
  type RoomMessage,
  roomMessageLimit,
  roomVersion,
} from './room-message.ts';

const message: RoomMessage = {
  protocol: roomVersion,
  hub: hubId,
  step: 'list',
  certificate: 'abcd',
  revoked: '12'.repeat(16),
  people: [{ name: 'Inés', centre: 'ساحل' }],
  scopes: [{ scope: scopeA, digest: '34'.repeat(16), has: ['56'.repeat(16)] }],
};
const exported = new Uint8Array(32).fill(1);
const signature = new Uint8Array(64).fill(7);
/** A message, and what was signed for it. */
async function encoded(from: 'caller' | 'answerer', line = exported) {
  const signed: Uint8Array[] = [];
  const bytes = await encodeRoomMessage(message, [utf8('a batch')], { exported: line, from }, async (digest) => {
    signed.push(digest);
    return signature;
  });
  return { bytes, digest: signed[0] as Uint8Array };
}

test('a message is read as it was said, batches beside it', async () => {
  const { bytes, digest } = await encoded('caller');
  const read = decodeRoomMessage(bytes);
  if (!read.ok) throw new Error(read.failure.kind);
  expect(read.value.message).toEqual(message);
  expect(read.value.shelved).toEqual([utf8('a batch')]);
  expect(read.value.signature).toEqual(signature);
  expect(read.value.digestOn({ exported, from: 'caller' })).toEqual(digest);
});

test('[RM2] what is signed is about this line, this way and every byte of the message', async () => {
  const { bytes, digest } = await encoded('caller');
  const others = [await encoded('answerer'), await encoded('caller', new Uint8Array(32))];
  for (const other of others) expect(other.digest).not.toEqual(digest);
  const read = decodeRoomMessage(bytes);
  const digestOn = (from: 'caller' | 'answerer', line = exported) =>
    read.ok && read.value.digestOn({ exported: line, from });
  expect(digestOn('answerer')).not.toEqual(digest);
  expect(digestOn('caller', new Uint8Array(32))).not.toEqual(digest);
});

test('another version, no signature, a refusal and noise are told apart', async () => {
  const newer = encodeFrame(frameTypes.room, encodeCanonical({ protocol: 2 }));
  const whole = Uint8Array.from([...newer, ...encodeFrame(frameTypes.signature, signature)]);
  expect(decodeRoomMessage(whole)).toEqual({ ok: false, failure: { kind: 'room-version', ours: 1, theirs: 2 } });
  expect(decodeRoomMessage(newer)).toMatchObject({ failure: { kind: 'message-unreadable', reason: 'not signed' } });
  const refused = decodeRoomMessage(encodeRoomRefusal('room-own-device'));
  expect(refused).toEqual({ ok: false, failure: { kind: 'room-refused', reason: 'room-own-device' } });
  expect(decodeRoomMessage(utf8('noise'))).toMatchObject({ failure: { kind: 'message-unreadable' } });
  const large = decodeRoomMessage(new Uint8Array(roomMessageLimit + 1));
  expect(large).toMatchObject({ failure: { reason: 'message too large' } });
});
