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
  /** A new laptop of the network, with its engine. */
  open(label: string): Promise<Opened>;
}

export function sampleWorld(): SampleWorld {
  let hub: HubProcess | undefined;
  const folders: string[] = [];
  const running: Laptop[] = [];
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
    async open(label) {
      const folder = await folderFor(label);
      const laptop = await startLaptop({ folder, hubAddress: started().address, sample: true, label });
      running.push(laptop);
      return { laptop, page: laptop.page, engine: await engineOf(laptop.page) };
    },
  };
}
