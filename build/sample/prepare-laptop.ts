/**
 * The laptop that `npm start` opens has a past: on it a guest wrote after her time as a translator had ended, so that the
 * hub holds something of this very laptop. It is made as files, before the app is started: the app makes its library from
 * the journal that it finds.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyPathOf } from '../../headless/enrolment.ts';
import { formerGrants } from '../../hub/network/sample-network.ts';
import { roles } from '../../shared/domain/policy/roles.ts';
import { readDisagreements } from './content.ts';
import { fillHeldOfFirstLaptop } from './fill-disagreements.ts';
import { openSampleLaptop } from './sample-laptop.ts';
import { createStory } from './story.ts';

/** As the app calls a laptop that it enrols by itself (electron/handlers.ts). */
const name = 'Sample laptop';
/** How the app marks a key that no keychain seals (electron/device-key.ts). */
const plainKey = Buffer.from('plain:');

/** Makes the laptop in the app's folder, unless there is one. An interrupted making begins anew. */
export async function prepareLaptop(folder: string, address: string, now = Date.now()): Promise<void> {
  const place = join(folder, 'waypost');
  if (existsSync(place)) return;
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  const journal = join(making, 'waypost', 'journal');
  const laptop = await openSampleLaptop({
    ...{ folder: making, address, name, people: roles, journal },
    ended: formerGrants,
  });
  try {
    await laptop.sync();
    await fillHeldOfFirstLaptop(
      createStory(() => laptop, now),
      await readDisagreements(),
    );
  } finally {
    await laptop.close();
  }
  const kept = join(making, name);
  const key = Buffer.concat([plainKey, await readFile(keyPathOf(kept))]);
  await writeFile(join(making, 'waypost', 'device-key'), key, { mode: 0o600 });
  await rename(join(kept, 'identity.json'), join(making, 'waypost', 'identity.json'));
  await mkdir(folder, { recursive: true });
  await rename(join(making, 'waypost'), place);
  await rm(making, { recursive: true, force: true });
}
