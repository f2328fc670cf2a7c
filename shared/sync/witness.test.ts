import { describe, expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub, type FakeHub } from '../../test/support/fake-hub.ts';
import { hubId, scopeA, testDevice, uuidNumbered } from '../../test/support/network.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import type { HubKey } from '../domain/identity.ts';
import { publicKeyOf, signEd25519 } from '../protocol/ed25519.ts';
import { endorsementBytes } from '../protocol/hub-key.ts';
import { placeBytes } from '../protocol/signed-place.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import { isDeclared } from './witness.ts';

const secretOf = (n: number) => new Uint8Array(32).fill(100 + n);
const keyOf = (n: number): HubKey => ({ publicKey: toHex(publicKeyOf(secretOf(n))) });
const endorsed = (n: number, by: number): HubKey => {
  const { publicKey } = keyOf(n);
  return { publicKey, endorsement: toHex(signEd25519(secretOf(by), endorsementBytes(hubId, publicKey))) };
};

/** A reply with every place signed by key n. */
const signedBy =
  (n: number) =>
  (reply: SyncReply): SyncReply => ({
    ...reply,
    scopes: reply.scopes.map((scope) => {
      const bytes = placeBytes(hubId, { ...scope, epoch: reply.epoch, at: reply.hubTime });
      return { ...scope, signature: toHex(signEd25519(secretOf(n), bytes)) };
    }),
  });

function signingHub(): FakeHub {
  return Object.assign(createFakeHub(), { amend: signedBy(1) });
}

function deviceWith(number: number, hubKeys: HubKey[]) {
  const device = testDevice(number);
  return { ...device, identity: { ...device.identity, hubKeys } };
}

const pinning = (hub: FakeHub, number = 1) => startLife(hub, { number, device: deviceWith(number, [keyOf(1)]) });

/** A hub with three playbooks of device 2, read by device 1. */
async function readOnce(hub = signingHub()) {
  const [one, two] = [await pinning(hub), await pinning(hub, 2)];
  for (let n = 1; n <= 3; n++) await save(two, draftPlaybook(n), 2);
  await sync(two);
  await sync(one);
  return { hub, one, two };
}

const log = (hub: FakeHub) => hub.logs.get(scopeA) ?? [];
const renumbered = (operations: ReturnType<typeof log>) => operations.map((one, i) => ({ ...one, seq: i + 1 }));
const witnessOf = ({ engine }: EngineLife) => engine.witness();

describe('what the hub signs', () => {
  test('[AU3] the last signed place of each scope is kept, over restarts and a rebuild from the journal', async () => {
    const { hub, one, two } = await readOnce();
    const first = await witnessOf(one);
    expect(first).toMatchObject({ places: [{ scope: scopeA, seq: 9, epoch: hub.epoch }], contradictions: [] });
    await save(two, draftPlaybook(4), 2);
    await sync(two);
    await sync(one);
    const second = await witnessOf(one);
    expect(second.places.map(({ seq }) => seq)).toEqual([12]);
    for (const disk of [{ journal: one.journal }, { journal: one.journal, store: one.store }]) {
      expect(await witnessOf(await startLife(hub, { device: one.device, ...disk }))).toEqual(second);
    }
  });

  test.each([
    ['without a signature', (reply: SyncReply) => reply],
    ['signed with another key', signedBy(2)],
    ['signed for another time', (reply: SyncReply) => ({ ...signedBy(1)(reply), hubTime: 77 })],
  ])('[AU3] an answer %s moves nothing, and what waits goes with the next good one', async (_, amend) => {
    const hub = signingHub();
    const one = await pinning(hub);
    await save(one, draftPlaybook(1));
    hub.amend = amend;
    expect(await one.engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-signature-invalid' } });
    expect(await one.engine.status()).toMatchObject({ waiting: 3, lastContact: null });
    expect(await witnessOf(one)).toEqual({ places: [], contradictions: [] });
    hub.amend = signedBy(1);
    await sync(one);
    expect((await one.engine.status()).waiting).toBe(0);
    expect((await witnessOf(one)).places).toHaveLength(1);
  });

  test('[AU3] a device that knows no key of its hub works as before', async () => {
    const hub = signingHub();
    const one = await startLife(hub);
    await save(one, draftPlaybook(1));
    await sync(one);
    expect(await witnessOf(one)).toEqual({ places: [], contradictions: [] });
  });
});

describe('the key of the hub', () => {
  const saying = (hubKeys: HubKey[], by: number) => (reply: SyncReply) =>
    signedBy(by)({ ...reply, identity: { ...testDevice(1).identity, hubKeys } });

  test('[AU2] the first key that is heard is pinned, and a key that it signed follows it', async () => {
    const hub = signingHub();
    const one = await startLife(hub);
    hub.amend = saying([keyOf(1)], 1);
    await save(one, draftPlaybook(1));
    await sync(one);
    hub.amend = saying([keyOf(1), endorsed(2, 1)], 2);
    await save(one, draftPlaybook(2));
    await sync(one);
    hub.amend = signedBy(2);
    await save(one, draftPlaybook(3));
    await sync(one);
    const rebuilt = await startLife(hub, { journal: one.journal });
    hub.amend = signedBy(1);
    await save(rebuilt, draftPlaybook(4));
    expect(await rebuilt.engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-signature-invalid' } });
  });

  test.each([
    ['another key', [keyOf(2)]],
    ['a key that the known one did not sign', [keyOf(1), endorsed(2, 2)]],
    ['no key any more', []],
  ])('[AU2] an identity with %s is refused, and nothing is lost', async (_, hubKeys) => {
    const hub = signingHub();
    const one = await pinning(hub);
    await save(one, draftPlaybook(1));
    hub.amend = saying(hubKeys, 2);
    expect(await one.engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-key-changed' } });
    expect((await one.engine.status()).waiting).toBe(3);
    hub.amend = signedBy(1);
    await sync(one);
    expect((await one.engine.status()).waiting).toBe(0);
  });
});

describe('a hub that says something else than it signed', () => {
  test('[AU4] another order behind a signed place is found; both places are kept, nothing is wiped, and sync goes on', async () => {
    const { hub, one } = await readOnce();
    const [seen] = (await witnessOf(one)).places;
    const [first, second, ...rest] = log(hub);
    hub.logs.set(scopeA, renumbered([second, first, ...rest] as ReturnType<typeof log>));
    await sync(one);
    const { places, contradictions } = await witnessOf(one);
    expect(contradictions).toEqual([{ kind: 'rewritten', seen, given: places[0], at: one.clock.now() }]);
    expect(contradictions.some(isDeclared)).toBe(false);
    expect(await one.engine.open([1, 2, 3].map(playbookId))).toHaveLength(3);
    await save(one, draftPlaybook(4));
    await sync(one);
    expect((await one.engine.status()).waiting).toBe(0);
    const rebuilt = await startLife(hub, { device: one.device, journal: one.journal });
    expect((await witnessOf(rebuilt)).contradictions).toEqual(contradictions);
  });

  test('[AU4] it is found too when the place comes only with a later answer', async () => {
    const { hub, one } = await readOnce();
    const operations = log(hub);
    hub.logs.set(scopeA, renumbered([...operations.slice(1), operations[0] as (typeof operations)[0]]));
    hub.pageSize = 2;
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions).toMatchObject([{ kind: 'rewritten', seen: { seq: 9 } }]);
    expect(contradictions[0]?.given.seq).toBeGreaterThanOrEqual(9);
  });

  test('[AU4] an order that ends before a signed place is found', async () => {
    const { hub, one } = await readOnce();
    hub.logs.set(scopeA, log(hub).slice(0, 6));
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions).toMatchObject([{ kind: 'shortened', seen: { seq: 9 }, given: { seq: 6 } }]);
    expect(await one.engine.open([playbookId(3)])).toHaveLength(1);
  });

  test('[AU4] a hub that was restored and says so with a new epoch is not accused', async () => {
    const { hub, one } = await readOnce();
    hub.logs.set(scopeA, log(hub).slice(0, 6));
    hub.epoch = uuidNumbered(0xe0, 2);
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions.map((one) => [one.kind, isDeclared(one)])).toEqual([['shortened', true]]);
  });

  test('[AU4] reading the same order again accuses nobody', async () => {
    const { hub, one } = await readOnce();
    hub.pageSize = 2;
    const again = await startLife(hub, { device: one.device, journal: one.journal });
    await again.store.write({ cursors: [{ scope: scopeA, seq: 0, chain: '0'.repeat(32) }] });
    await sync(again);
    expect(await witnessOf(again)).toMatchObject({ places: [{ seq: 9 }], contradictions: [] });
  });
});

test('fakes and the real thing agree on what is signed: the bytes of a place never change', () => {
  const place = {
    scope: scopeA,
    epoch: uuidNumbered(0xe0, 1),
    seq: 300,
    chain: 'ab'.repeat(16),
    at: 1_767_225_600_000,
  };
  expect(toHex(placeBytes(hubId, place))).toBe(
    toHex(
      Uint8Array.from([
        ...new TextEncoder().encode('waypost place'),
        ...fromHex(`${hubId}${place.epoch}${scopeA}`.replaceAll('-', '')),
        ...fromHex(place.chain),
        ...fromHex('ac02'),
        ...fromHex('80a0d5edee66'),
      ]),
    ),
  );
});
