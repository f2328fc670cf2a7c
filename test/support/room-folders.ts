/** Folders of headless devices as they are when one hub has enrolled them and is not there any more. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyPathOf } from '../../headless/enrolment.ts';
import { openKeyFile } from '../../headless/key-file.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { certificateBody, holdersOf } from '../../shared/protocol/device-certificate.ts';
import { day, hubKeyOf, stated } from './golden-trust.ts';
import { testDevice } from './network.ts';

/** Makes a folder the device of person n, with a certificate of the hub that is in force today. */
export async function makeRoomFolder(folder: string, number: number): Promise<void> {
  const { publicKey } = await openKeyFile(keyPathOf(folder));
  const { identity } = testDevice(number);
  const { hub, device, profiles, grants } = identity;
  const issuedAt = Date.now() - day;
  const body = certificateBody({
    hub,
    device,
    publicKey,
    holders: holdersOf(
      profiles.map(({ person }) => person),
      grants,
    ),
    issuedAt,
    notAfter: issuedAt + 180 * day,
    leaseDays: 60,
  });
  const certificate = toHex(stated('device certificate', body));
  const known = { ...identity, publicKey, hubKeys: [hubKeyOf(1)], certificate };
  await writeFile(join(folder, 'identity.json'), JSON.stringify({ identity: known, hubAddress: 'http://127.0.0.1:9' }));
}
