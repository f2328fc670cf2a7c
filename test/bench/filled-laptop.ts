/** A laptop of the sample network with 2,000 more playbooks, in step with a real hub. */
import { fillSampleNetwork } from '../../build/sample-network.ts';
import { type HubProcess, startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import type { BenchContext } from './figure.ts';
import { manyPlaybooks } from './many-playbooks.ts';
import { usedBefore } from './used-before.ts';

export const recordCount = 2_000;
/** Records saved at once while the library is filled: one user action each would take minutes. */
const pieceSize = 50;

export interface FilledLaptop {
  readonly folder: string;
  readonly hub: HubProcess;
  /** Opens its window, driven through Playwright; close it before anybody else opens the laptop. */
  open(): Promise<{ readonly laptop: Laptop; readonly engine: PageEngine }>;
}

export async function fillLaptop({ newFolder, say }: Pick<BenchContext, 'newFolder' | 'say'>): Promise<FilledLaptop> {
  const hub = await startHubProcess({ folder: await newFolder('hub'), sample: true });
  await fillSampleNetwork(hub.address, { folder: await newFolder('sample') });
  const folder = await newFolder('laptop');
  const open = async () => {
    const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
    return { laptop, engine: await engineOf(laptop.page) };
  };
  say(`Filling a laptop with ${recordCount} playbooks ...`);
  const { laptop, engine } = await open();
  await fill(engine);
  await laptop.close();
  await usedBefore(async () => (await open()).laptop);
  return { folder, hub, open };
}

async function fill(engine: PageEngine): Promise<void> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
  const playbooks = manyPlaybooks(recordCount, grant.scope);
  for (let at = 0; at < playbooks.length; at += pieceSize) {
    const saved = await engine.call('apply', grant.person, playbooks.slice(at, at + pieceSize).flat());
    if (!saved.ok) throw new Error(`The laptop was not filled: ${saved.failure.kind}`);
  }
  // What waits for the hub would be sent in the middle of what is measured.
  const synced = await engine.call('sync');
  if (!synced.ok || (await engine.call('status')).waiting > 0)
    throw new Error('The laptop is not in step with its hub');
}
