import { describe, expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { hubId, scopeA, testDevice, uuidNumbered } from '../../test/support/network.ts';
import {
  createSigningHub,
  deviceKnowing,
  endorsedKey,
  hubKeyNumbered,
  rewriteLog,
  signedBy,
  startWitness,
  witnessedOnce,
} from '../../test/support/signing-hub.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import type { HubKey } from '../domain/identity.ts';
import { keyOfHubWords } from '../protocol/party-words.ts';
import { placeBytes } from '../protocol/signed-place.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import { isDeclared } from './witness.ts';

const witnessOf = ({ engine }: EngineLife) => engine.witness();

describe('what the hub signs', () => {
  test('[AU3] the last signed place of each scope is kept, over restarts and a rebuild from the journal', async () => {
    const { hub, one, two } = await witnessedOnce();
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

  test('[FC4] a hub that took another key is shown by the words of all its keys', async () => {
    const keys = [hubKeyNumbered(1), endorsedKey(2, 1)];
    const { hub } = await witnessedOnce();
    hub.amend = signedBy(2);
    const reader = await startLife(hub, { number: 3, device: deviceKnowing(3, keys) });
    await sync(reader);
    expect(await reader.engine.agreedParties()).toMatchObject([{ kind: 'hub', key: keyOfHubWords(keys) }]);
  });

  test('[OP2] [AU1] who wrote what the hub gives out is its word alone: another name breaks no id, chain or signature', async () => {
    const { hub } = await witnessedOnce();
    const stranger = { ...testDevice(7).identity, author: uuidNumbered(0xaa, 77) };
    rewriteLog(hub, (log) =>
      log.map((one) => ({ ...one, origin: { ...one.origin, author: stranger.author, device: stranger.device } })),
    );
    const reader = await startWitness(hub, 3);
    await sync(reader);
    expect(await witnessOf(reader)).toMatchObject({ places: [{ scope: scopeA, seq: 9 }], contradictions: [] });
    const authors = (await everythingOf(reader.store, scopeA)).map(({ origin }) => origin.author);
    expect(new Set(authors)).toEqual(new Set([stranger.author]));
  });

  test.each([
    ['without a signature', (reply: SyncReply) => reply],
    ['signed with another key', signedBy(2)],
    ['signed for another time', (reply: SyncReply) => ({ ...signedBy(1)(reply), hubTime: 77 })],
  ])('[AU3] an answer %s moves nothing, and what waits goes with the next good one', async (_, amend) => {
    const hub = createSigningHub();
    const one = await startWitness(hub);
    await save(one, draftPlaybook(1));
    hub.amend = amend;
    expect(await one.engine.sync()).toEqual({ ok: false, failure: { kind: 'hub-signature-invalid' } });
    expect(await one.engine.status()).toMatchObject({ waiting: 3, lastContact: null });
    expect(await witnessOf(one)).toMatchObject({ places: [], contradictions: [] });
    hub.amend = signedBy(1);
    await sync(one);
    expect((await one.engine.status()).waiting).toBe(0);
    expect((await witnessOf(one)).places).toHaveLength(1);
  });

  test('[AU3] a device that knows no key of its hub works as before', async () => {
    const hub = createSigningHub();
    const one = await startLife(hub);
    await save(one, draftPlaybook(1));
    await sync(one);
    expect(await witnessOf(one)).toMatchObject({ places: [], contradictions: [] });
  });
});

describe('the key of the hub', () => {
  const saying = (hubKeys: HubKey[], by: number) => (reply: SyncReply) =>
    signedBy(by)({ ...reply, identity: { ...testDevice(1).identity, hubKeys } });

  test('[AU2] the first key that is heard is pinned, and a key that it signed follows it', async () => {
    const hub = createSigningHub();
    const one = await startLife(hub);
    hub.amend = saying([hubKeyNumbered(1)], 1);
    await save(one, draftPlaybook(1));
    await sync(one);
    hub.amend = saying([hubKeyNumbered(1), endorsedKey(2, 1)], 2);
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
    ['another key', [hubKeyNumbered(2)]],
    ['a key that the known one did not sign', [hubKeyNumbered(1), endorsedKey(2, 2)]],
    ['no key any more', []],
  ])('[AU2] an identity with %s is refused, and nothing is lost', async (_, hubKeys) => {
    const hub = createSigningHub();
    const one = await startWitness(hub);
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
    const { hub, one } = await witnessedOnce();
    const [seen] = (await witnessOf(one)).places;
    rewriteLog(hub, (log) => [...log.slice(1, 2), ...log.slice(0, 1), ...log.slice(2)]);
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
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => [...log.slice(1), ...log.slice(0, 1)]);
    hub.pageSize = 2;
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions).toMatchObject([{ kind: 'rewritten', seen: { seq: 9 } }]);
    expect(contradictions[0]?.given.seq).toBeGreaterThanOrEqual(9);
  });

  test('[AU4] an order that ends before a signed place is found', async () => {
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => log.slice(0, 6));
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions).toMatchObject([{ kind: 'shortened', seen: { seq: 9 }, given: { seq: 6 } }]);
    expect(await one.engine.open([playbookId(3)])).toHaveLength(1);
  });

  test('[AU4] a hub that was restored and says so with a new epoch is not accused', async () => {
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => log.slice(0, 6));
    hub.epoch = uuidNumbered(0xe0, 2);
    await sync(one);
    const { contradictions } = await witnessOf(one);
    expect(contradictions.map((one) => [one.kind, isDeclared(one)])).toEqual([['shortened', true]]);
  });

  test('[AU4] reading the same order again accuses nobody', async () => {
    const { hub, one } = await witnessedOnce();
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
