import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHub } from '../hub/start-hub.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { fillSampleNetwork, openSampleDevice } from './sample-network.ts';

test('the sample network is filled once, with releases, drafts and others on their way', async () => {
  const database = await createTestDatabase({ empty: true });
  const folder = await mkdtemp(join(tmpdir(), 'waypost-fill-'));
  const hub = await startHub({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    databaseUrl: database.url,
    sample: true,
    networkName: '',
    rendererFolder: folder,
    connectionsPerAddress: 32,
    logLevel: 'silent',
    logFile: null,
  });
  try {
    expect(await fillSampleNetwork(hub.address)).toBeGreaterThanOrEqual(12);
    expect(await fillSampleNetwork(hub.address)).toBe(0);
    const device = await openSampleDevice(join(folder, 'laptop'), hub.address, 'Reader');
    await device.engine.sync();
    const playbooks = await device.engine.list({ type: 'playbook' });
    const states = playbooks.map(({ values }) => values['state']).sort();
    expect(states.filter((state) => state !== 'released')).toEqual(['approved', 'draft', 'draft', 'in-review']);
    const released = playbooks.filter(({ values }) => values['state'] === 'released');
    for (const { values } of released) expect(values['releaseNumber']).toMatch(/^\d\.\d$/);
    expect(await device.engine.list({ inConflict: true })).toEqual([]);
    await device.close();
  } finally {
    await hub.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
