/** Sealed outboxes as a laptop leaves them, of whatever a test puts into them. */
import { beginOutbox } from '../../electron/outbox/outbox-writer.ts';
import { concat } from '../../shared/base/bytes.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { encodeBatch } from '../../shared/protocol/batch.ts';
import { encodeFrame, frameTypes } from '../../shared/protocol/frame.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { endOfOutbox } from '../../shared/protocol/outbox-file.ts';

/** To whom the work of a device is sealed: its hub, by the newest key that it knows. */
export function sealedFor({ hub, device, hubKeys }: Pick<DeviceIdentity, 'hub' | 'device' | 'hubKeys'>) {
  return { hub, device, hubKey: hubKeys?.at(-1)?.publicKey ?? '' };
}

/** A closed file with a record for each of these frames. */
export function sealedOutbox(to: ReturnType<typeof sealedFor>, records: readonly Uint8Array[]): Uint8Array {
  const writer = beginOutbox(to);
  if (writer === null) throw new Error('Nothing can be sealed to this key');
  const open = concat(writer.head, ...records.map((frames) => writer.next(frames)));
  const closed = endOfOutbox(open);
  if (closed === null) throw new Error('There is no record in it');
  return concat(open, closed.end);
}

export const chunkRecord = (bytes: Uint8Array) => encodeFrame(frameTypes.chunk, bytes);

/** A record with one signed batch, as a save of this device leaves it. */
export function batchRecord(
  { identity, sign }: { readonly identity: DeviceIdentity; readonly sign: (bytes: Uint8Array) => Uint8Array },
  operations: readonly Operation[],
): Uint8Array {
  const [profile, first] = [identity.profiles[0], operations[0]];
  if (profile === undefined || first === undefined) throw new Error('A batch is somebody’s work');
  const origin = { author: profile.person, device: identity.device, incarnation: identity.device };
  const { hash, payload } = encodeBatch({ ...origin, scope: first.scope, prev: null, operations });
  return encodeFrame(frameTypes.batch, payload(sign(hash)));
}
