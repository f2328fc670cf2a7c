/** What every HubStore keeps of the network: itself, its people and its scopes. */
import { expect, test } from 'vitest';
import { emptyMark } from '../../hub/sync/place-after.ts';
import { ana, ben, device, entry, here, hex, laptop, type Tx, there, uuid } from './hub-store-world.ts';

export function describeNetwork(tx: Tx): void {
  test('is founded once, and keeps its first identity', async () => {
    await tx((t) => t.foundHub({ id: uuid(51), epoch: uuid(52), networkName: 'Other', sample: false }));
    const expected = { id: uuid(41), epoch: uuid(42), networkName: 'Varenia network', sample: true, keys: [] };
    expect(await tx((t) => t.hub())).toEqual(expected);
  });

  test('keeps its keys in their order, and numbers each with the grants, so that devices are told', async () => {
    const key = (n: number) => ({ publicKey: `${n}`.repeat(64), secret: new Uint8Array([n, 2, 3]), endorsement: null });
    await tx((t) => t.addHubKey(key(1)));
    await tx((t) => t.setRoles(ana, here, ['guest']));
    const before = await tx((t) => t.grantsVersion());
    await tx((t) => t.addHubKey({ ...key(2), endorsement: 'ab'.repeat(64) }));
    await tx(async (t) => {
      const { keys } = await t.hub();
      expect(keys.map(({ secret, ...rest }) => ({ ...rest, secret: [...secret] }))).toEqual([
        { publicKey: '1'.repeat(64), secret: [1, 2, 3], endorsement: null, since: 0 },
        { publicKey: '2'.repeat(64), secret: [2, 2, 3], endorsement: 'ab'.repeat(64), since: before + 1 },
      ]);
      expect(await t.grantsVersion()).toBe(before + 1);
    });
  });

  test('undoes everything a transaction wrote when its work rejects', async () => {
    const failing = tx(async (t) => {
      await t.addPerson({ person: uuid(3), name: 'Cid', centre: 'X' });
      await t.setRoles(ana, here, ['steward']);
      await t.lockScopes([here]);
      await t.append(here, [entry(1)]);
      await t.saveDevice({ ...device, ticket: hex(99) });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await tx(async (t) => {
      expect(await t.persons([uuid(3)])).toEqual([]);
      expect(await t.grants([ana])).toEqual([]);
      expect(await t.positions([here])).toEqual([{ scope: here, seq: 0, ...emptyMark }]);
      expect(await t.accepted([hex(1)])).toEqual(new Map());
      expect((await t.lockDevice(laptop))?.ticket).toBe(hex(1));
    });
  });

  test('answers people and scopes by id, sorted, without the unknown', async () => {
    await tx(async (t) => {
      expect((await t.persons([ben, uuid(9), ana])).map(({ name }) => name)).toEqual(['Ana', 'Ben']);
      expect(await t.scopes([there, here, uuid(9)])).toEqual([
        { id: here, name: 'Doctrine' },
        { id: there, name: 'Training' },
      ]);
    });
  });

  test('knows whose a scope is, until it is said to be of the whole network', async () => {
    const scope = { id: there, name: 'Training', centre: 'Sorrel Coast' };
    await tx((t) => t.addScope(scope));
    expect(await tx((t) => t.scopes([there]))).toEqual([scope]);
    await tx((t) => t.addScope({ id: there, name: 'Training' }));
    expect(await tx((t) => t.scopes([there]))).toEqual([{ id: there, name: 'Training' }]);
  });

  test('names every scope but some', async () => {
    expect(await tx((t) => t.scopesBut([here]))).toEqual([{ id: there, name: 'Training' }]);
    expect((await tx((t) => t.scopesBut([]))).map(({ name }) => name)).toEqual(['Doctrine', 'Training']);
  });
}
