/** What every HubStore keeps of devices and how they come in. */
import { expect, test } from 'vitest';
import type { Device } from '../../hub/sync/hub-store.ts';
import { ana, device, here, hex, laptop, type Tx, there, uuid } from './hub-store-world.ts';

export function describeDevices(tx: Tx): void {
  test('keeps a device with its people, and what changes in its life', async () => {
    expect(await tx((t) => t.lockDevice(laptop))).toEqual(device);
    const later: Device = {
      ...device,
      revokedAt: 10_000,
      ticket: hex(2),
      ticketBefore: hex(1),
      cloneSuspectedAt: 9_000,
      lastContact: 8_000,
      declaredWaiting: 12,
      grantsVersion: 3,
      certificate: hex(4),
      renewAt: 11_000,
    };
    await tx((t) => t.saveDevice(later));
    expect(await tx((t) => t.lockDevice(laptop))).toEqual(later);
    expect(await tx((t) => t.device(laptop))).toEqual(later);
    expect(await tx((t) => t.lockDevice(uuid(22)))).toBeNull();
  });

  test('keeps an enrolment code with its tries and who used it', async () => {
    const code = {
      selector: 'ABCD',
      secretHash: hex(7) + hex(8),
      persons: [ana],
      expiresAt: 99_000,
      triesLeft: 5,
      usedBy: null,
      madeBy: ana,
      madeAt: 50_000,
    };
    await tx((t) => t.addCode(code));
    await tx((t) => t.saveCode({ ...code, triesLeft: 4, usedBy: laptop }));
    expect(await tx((t) => t.lockCode('ABCD'))).toEqual({ ...code, triesLeft: 4, usedBy: laptop });
    expect(await tx((t) => t.lockCode('EFGH'))).toBeNull();
  });

  test('lets one transaction at a time hold a device', async () => {
    const steps: string[] = [];
    const hold = (name: string) =>
      tx(async (t) => {
        await t.lockDevice(laptop);
        steps.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push(`${name} out`);
      });
    await Promise.all([hold('a'), hold('b')]);
    expect(steps.map((step) => step.slice(2))).toEqual(['in', 'out', 'in', 'out']);
  });

  test('[CP3] keeps how far devices are settled, and what was compacted', async () => {
    await tx((t) =>
      t.saveSettled(
        laptop,
        new Map([
          [here, 3],
          [there, 4],
        ]),
      ),
    );
    await tx((t) =>
      t.saveSettled(
        laptop,
        new Map([
          [here, 7],
          [there, null],
        ]),
      ),
    );
    expect(await tx((t) => t.settledOf(laptop))).toEqual(new Map([[here, 7]]));
    expect(await tx((t) => t.settledIn(here))).toEqual(new Map([[laptop, 7]]));
    expect(await tx((t) => t.settledIn(there))).toEqual(new Map());
    const compaction = { scope: here, lookedTo: 3, values: 2, bytes: 900, at: 5_000 };
    await tx((t) => t.saveCompaction({ ...compaction, values: 1 }));
    await tx((t) => t.saveCompaction(compaction));
    expect(await tx((t) => t.compactions([here, there]))).toEqual([compaction]);
  });

  test('[SC5] keeps each receipt of a purge once, latest first', async () => {
    const receipt = { device: laptop, scope: here, at: 5, signature: hex(7).repeat(4), receivedAt: 1_000 };
    const later = { ...receipt, at: 3, receivedAt: 2_000 };
    expect(await tx((t) => t.keepReceipts([receipt]))).toEqual([receipt]);
    expect(await tx((t) => t.keepReceipts([{ ...receipt, receivedAt: 9_000 }, later]))).toEqual([later]);
    expect(await tx((t) => t.receiptsOf(laptop))).toEqual([later, receipt]);
    expect(await tx((t) => t.receiptsOf(uuid(22)))).toEqual([]);
    expect(await tx((t) => t.latestReceipts([here, there]))).toEqual([later]);
    expect(await tx((t) => t.latestReceipts([there]))).toEqual([]);
  });
}
