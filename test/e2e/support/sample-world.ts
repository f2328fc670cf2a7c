/** A hub of the sample network and laptops in it for one file of tests; all of it is gone after them. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { type Laptop, newFolder, removeFolder, startLaptop } from './laptop.ts';
import { engineOf, type PageEngine } from './page-engine.ts';

export interface Opened {
  readonly laptop: Laptop;
  readonly page: Page;
  readonly engine: PageEngine;
}

export interface SampleWorld {
  /** Running once the tests begin. */
  readonly hub: HubProcess;
  /** A folder that is gone after the tests. */
  folder(label: string): Promise<string>;
  /** A laptop of the network, with its engine; a new one, or the one that has its data in `folder`. */
  open(label: string, folder?: string): Promise<Opened>;
  /** Ends it as a power cut does. */
  kill(laptop: Laptop): Promise<void>;
}

export function sampleWorld(): SampleWorld {
  let hub: HubProcess | undefined;
  const folders: string[] = [];
  const running = new Set<Laptop>();
  const folderFor = async (label: string) => {
    const folder = await newFolder(label);
    folders.push(folder);
    return folder;
  };
  beforeAll(async () => {
    hub = await startHubProcess({ folder: await folderFor('hub'), sample: true });
  });
  afterAll(async () => {
    for (const laptop of running) await laptop.kill();
    await hub?.stop();
    for (const folder of folders) await removeFolder(folder);
  });
  const started = () => {
    if (hub === undefined) throw new Error('The hub starts with the first test');
    return hub;
  };
  return {
    get hub() {
      return started();
    },
    folder: folderFor,
    async open(label, given) {
      const folder = given ?? (await folderFor(label));
      const laptop = await startLaptop({ folder, hubAddress: started().address, sample: true, label });
      running.add(laptop);
      return { laptop, page: laptop.page, engine: await engineOf(laptop.page) };
    },
    async kill(laptop) {
      running.delete(laptop);
      await laptop.kill();
    },
  };
}
