import { describe, expect, test } from 'vitest';
import { draftPlaybook, playbookId } from '../../../test/support/engine-life.ts';
import { day, hubKeyOf, revocationBytes } from '../../../test/support/golden-trust.ts';
import { hubId, person, scopeA, scopeB, type TestDevice, uuidNumbered } from '../../../test/support/network.ts';
import {
  askAs,
  certified,
  createRoomWorld,
  type InRoom,
  issuedAt,
  meet,
  type RoomSetup,
  refusalOf,
  shelvedBy,
  shelvedIn,
} from '../../../test/support/room-world.ts';
import { toHex } from '../../base/bytes.ts';
import { createRecord, setFields } from '../../domain/edit.ts';
import { gatherMove } from '../../domain/move/gather-move.ts';
import { moveRecords } from '../../domain/move/move-records.ts';
import { playbook } from '../../domain/playbook.ts';
import type { Role } from '../../domain/policy/roles.ts';
import type { OperationDraft } from '../../domain/record-state.ts';
import { releaseApproval, releaseWithdrawal } from '../../domain/release/release.ts';
import type { Batch } from '../../protocol/batch.ts';
import { unpackedLimit } from '../../protocol/limits.ts';
import type { Operation, StoredOperation } from '../../protocol/operation.ts';
import { decodeRoomMessage } from '../../protocol/room-message.ts';
import { roomToUnpack } from '../../protocol/room-to-unpack.ts';
import { checkpointFrame } from '../journal-entry.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { judgeBatch } from './judge-batch.ts';
import type { BatchRefusal } from './room-api.ts';

async function save({ engine, number }: InRoom, drafts: readonly OperationDraft[]) {
  const saved = await engine.apply(person(number), drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return saved.value.operations;
}

async function retitle(one: InRoom, number: number, title: string) {
  const [state] = await one.engine.open([playbookId(number)]);
  if (state === undefined) throw new Error('no such record');
  const drafts = setFields(playbook, state, { 'title.en': title });
  if (!drafts.ok) throw new Error('no drafts');
  return save(one, drafts.value);
}

const titles = async ({ engine }: InRoom) =>
  (await engine.list({ type: 'playbook' })).map(({ values }) => values['title.en']).sort();
const states = async ({ engine }: InRoom) => {
  const ids = (await engine.list({ type: 'playbook' })).map(({ id }) => id).sort();
  return engine.open(ids);
};

test('[RM6] three laptops without a hub hold the same in the end, and with nothing new two messages say so', async () => {
  const { enter, traffic } = createRoomWorld();
  const [one, two, three] = [await enter(1), await enter(2), await enter(3)];
  for (const [n, laptop] of [one, two, three].entries()) await save(laptop, draftPlaybook(n + 1));
  expect(await meet(one, two)).toMatchObject({ received: 3, sent: 3, refused: {} });
  expect(await meet(two, three)).toMatchObject({ received: 3, sent: 6 });
  await retitle(three, 1, 'Changed by three');
  await meet(one, three);
  await meet(one, two);
  const all = [await states(one), await states(two), await states(three)];
  expect(all[1]).toEqual(all[0]);
  expect(all[2]).toEqual(all[0]);
  expect(await titles(one)).toEqual(['Changed by three', 'Playbook 2', 'Playbook 3']);
  const before = { ...traffic };
  expect(await meet(two, one)).toMatchObject({ received: 0, sent: 0, requests: 2 });
  expect(traffic.messages - before.messages).toBe(2);
  expect(traffic.bytes - before.bytes).toBeLessThan(4_000);
});

test('[RM10] a meeting says whether the other laptop has ever called here', async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  expect(await meet(one, two)).toMatchObject({ callsHere: false });
  expect(await meet(one, two)).toMatchObject({ callsHere: false });
  expect(await meet(two, one)).toMatchObject({ callsHere: true });
  expect(await meet(one, two)).toMatchObject({ callsHere: true });
});

test('[RM4] a third laptop takes a batch of the first that came over the second, byte for byte as it was signed', async () => {
  const { enter } = createRoomWorld();
  const [one, two, three] = [await enter(1), await enter(2), await enter(3)];
  await save(one, draftPlaybook(1));
  await meet(one, two);
  await meet(three, two);
  expect(await titles(three)).toEqual(['Playbook 1']);
  expect(await shelvedIn(three)).toEqual(await shelvedIn(one));
  expect(await three.engine.unconfirmed(10)).toMatchObject({ count: 3, operations: [{ seq: null }, {}, {}] });
  expect((await one.engine.unconfirmed(10)).count).toBe(0);
  expect((await three.engine.status()).waiting).toBe(0);
  expect((await one.engine.status()).waiting).toBe(3);
});

test('[RM4] the journal alone gives it back: what came, what waits, and what is to be handed on', async () => {
  const world = createRoomWorld();
  const [one, two, three] = [await world.enter(1), await world.enter(2), await world.enter(3)];
  await save(one, draftPlaybook(1));
  await meet(one, two);
  const again = await world.enter(2, { journal: two.journal });
  expect(again.engine.started.kind).toBe('rebuilt');
  expect(await titles(again)).toEqual(['Playbook 1']);
  expect((await again.engine.status()).waiting).toBe(0);
  expect(await meet(again, three)).toMatchObject({ sent: 3 });
});

test('[RM4] own work that a disk lost comes back from another laptop and waits for the hub again', async () => {
  const world = createRoomWorld();
  const [one, two] = [await world.enter(1), await world.enter(2)];
  await save(one, draftPlaybook(1));
  await meet(one, two);
  const anew = await world.enter(1);
  expect(await meet(anew, two)).toMatchObject({ received: 3 });
  expect(await titles(anew)).toEqual(['Playbook 1']);
  expect((await anew.engine.status()).waiting).toBe(3);
});

test('[RM5] only scopes that both certificates cover are told of', async () => {
  const { enter } = createRoomWorld();
  const one = await enter(1);
  const two = await enter(2, { roles: { [scopeB]: ['trainer'] } });
  await save(one, draftPlaybook(1, 'In A', scopeA));
  await save(one, draftPlaybook(2, 'In B', scopeB));
  expect(await meet(one, two)).toMatchObject({ scopes: [scopeB], sent: 3 });
  expect(await titles(two)).toEqual(['In B']);
  expect(await two.engine.neighbours()).toMatchObject([
    { device: one.device.identity.device, people: [{ name: 'Person 1', centre: 'Centre' }], received: 3 },
  ]);
});

test('[RM5] access for a while opens nothing in the room: the hub ends it', async () => {
  const { enter } = createRoomWorld();
  const until = issuedAt + 90 * day;
  const grants = [{ scope: scopeA, roles: ['guest' as const], until }];
  const [one, guest] = [await enter(1), await enter(2, { certificate: { holders: [{ person: person(2), grants }] } })];
  await save(one, draftPlaybook(1));
  expect(await meet(one, guest)).toMatchObject({ scopes: [], sent: 0 });
});

describe('[RM3] whoever shows no certificate of this hub that counts is shown nothing but why', () => {
  const later = { issuedAt: issuedAt + 400 * day, notAfter: issuedAt + 500 * day };
  test.each([
    ['of another hub', { certificate: { hub: uuidNumbered(0xbb, 9) } }, 'device-certificate-not-of-hub'],
    ['signed by another key', { key: 2 }, 'device-certificate-not-of-hub'],
    ['run out', { certificate: { notAfter: issuedAt + 1 } }, 'device-certificate-expired'],
    ['of next year', { certificate: later }, 'device-certificate-not-yet-valid'],
    ['of another key', { certificate: { publicKey: hubKeyOf(3).publicKey } }, 'room-not-that-device'],
    ['of this very laptop', { certificate: { device: uuidNumbered(0xdd, 1) } }, 'room-own-device'],
  ])('a certificate %s', async (_what, setup, reason) => {
    const one = await createRoomWorld().enter(1);
    await save(one, draftPlaybook(1));
    expect(await askAs(certified(2, setup), one)).toEqual({ ok: false, failure: { kind: 'room-refused', reason } });
    expect(await one.engine.neighbours()).toEqual([]);
  });

  test('a laptop of another network, and one that speaks no message', async () => {
    const one = await createRoomWorld().enter(1);
    const other = await askAs(certified(2), one, { hub: uuidNumbered(0xbb, 9) });
    expect(other).toMatchObject({ failure: { reason: 'room-other-network' } });
    const noise = decodeRoomMessage(await one.engine.answerRoom(new Uint8Array(32), Uint8Array.of(1, 2, 3)));
    expect(noise).toMatchObject({ failure: { reason: 'message-unreadable' } });
  });

  test('a laptop whose own certificate has run out says nothing, and does not call', async () => {
    const { enter } = createRoomWorld();
    const [one, old] = [await enter(1), await enter(2, { certificate: { notAfter: issuedAt + 1 } })];
    const why = { kind: 'room-own-certificate', reason: 'device-certificate-expired' };
    expect(await refusalOf(old, one)).toEqual(why);
    expect(await refusalOf(one, old)).toEqual({ kind: 'room-refused', reason: 'room-own-certificate' });
  });
});

test('[RM2] whoever stands between two laptops is found out at the first message, and reads nothing', async () => {
  const { enter, air } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await save(one, draftPlaybook(1));
  // Two lines, one to each: what is exported of them differs.
  air.exported = () => new Uint8Array(32).fill(9);
  expect(await refusalOf(one, two)).toMatchObject({ kind: 'room-refused', reason: 'room-not-that-device' });
  expect(await two.engine.neighbours()).toEqual([]);
});

test('[RM2] a message that was changed on its way is refused', async () => {
  const { enter, air } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  air.meddle = (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
  expect(await refusalOf(one, two)).toMatchObject({ kind: 'room-refused' });
});

test('[RM3] a revocation travels before anything else, and is believed by who had not heard of it', async () => {
  const { enter } = createRoomWorld();
  const [one, lost] = [await enter(1), await enter(3)];
  const statement = toHex(revocationBytes({ hub: hubId, device: lost.device.identity.device, by: person(2) }));
  const journal = createMemoryJournal();
  await journal.append(checkpointFrame({ at: 0, revocations: [statement] }));
  const two = await enter(2, { journal });
  await save(one, draftPlaybook(1));
  await meet(one, two);
  expect(await refusalOf(one, lost)).toMatchObject({ kind: 'device-certificate-revoked' });
  expect(await titles(lost)).toEqual([]);
  expect(await refusalOf(lost, two)).toMatchObject({ kind: 'room-refused', reason: 'device-certificate-revoked' });
});

describe('[RM7] a batch is judged by whoever takes it, whatever the laptop that gives it let through', () => {
  const steward = { [scopeA]: ['steward'] } as const;
  /** What another laptop saved for itself, as operations. */
  async function madeBy(number: number, drafts: readonly OperationDraft[]): Promise<readonly StoredOperation[]> {
    const maker = await createRoomWorld().enter(number, { roles: steward });
    const ids = await save(maker, drafts);
    return maker.store.operations(ids);
  }
  const holding = (n: number, roles: readonly Role[]) => ({
    certificate: { holders: [{ person: person(n), grants: [{ scope: scopeA, roles: [...roles] }] }] },
  });
  const move = {
    kind: 'move',
    value: { seen: [], to: { scope: scopeB, record: playbookId(7) }, made: ['ab'.repeat(16)] },
  };

  async function given(giver: TestDevice, shelved: readonly Uint8Array[]) {
    const one = await createRoomWorld().enter(1);
    const answered = await askAs(giver, one, { step: 'give' }, shelved);
    expect(answered.ok).toBe(true);
    const [met] = await one.engine.neighbours();
    expect(await shelvedIn(one)).toHaveLength(met?.received === 0 ? 0 : 1);
    return { received: met?.received, refused: met?.refused };
  }

  test('what its author may do is taken', async () => {
    const operations = await madeBy(3, draftPlaybook(7));
    const giver = certified(3);
    const shelved = await shelvedBy(giver, operations, { author: person(3) });
    expect(await given(giver, [shelved])).toEqual({ received: 3, refused: {} });
    // Another laptop hands it on as it is.
    expect(await given(certified(2), [shelved])).toEqual({ received: 3, refused: {} });
  });

  test.each<[string, BatchRefusal, RoomSetup, Partial<Batch>, Record<string, unknown>]>([
    ['a role that may not', 'batch-not-allowed', holding(3, ['guest']), { author: person(3) }, {}],
    ['a person of another laptop', 'batch-author-not-on-device', {}, { author: person(4) }, {}],
    ['another device', 'device-certificate-other-device', {}, { author: person(3), device: uuidNumbered(0xdd, 4) }, {}],
    [
      'a scope that is not common',
      'batch-scope-not-common',
      {},
      { author: person(3), scope: uuidNumbered(0x5c, 9) },
      {},
    ],
    ['a move', 'batch-for-hub-alone', {}, { author: person(3) }, move],
    ['a decision', 'batch-for-hub-alone', {}, { author: person(3) }, { type: 'decision' }],
    ['a value that is none', 'batch-not-allowed', {}, { author: person(3) }, { kind: 'set', field: 'state', value: 7 }],
  ])('%s', async (_what, reason, setup, over, changed) => {
    const [first, ...rest] = (await madeBy(3, draftPlaybook(7))) as [StoredOperation, ...StoredOperation[]];
    const altered = { ...first, ...changed } as Operation;
    const operations = [altered, ...rest].map((one) => ({ ...one, scope: over.scope ?? one.scope }));
    const giver = certified(3, setup);
    const shelved = await shelvedBy(giver, operations, over);
    // It is given by somebody else: what its own laptop says of it is no matter.
    expect(await given(certified(2), [shelved])).toEqual({ received: 0, refused: { [reason]: 1 } });
  });

  test('a signature of another key, and one of nobody', async () => {
    const operations = await madeBy(3, draftPlaybook(7));
    const giver = certified(3);
    const forged = await shelvedBy({ ...giver, signer: certified(4).signer }, operations, { author: person(3) });
    expect(await given(giver, [forged])).toEqual({ received: 0, refused: { 'batch-signature-invalid': 1 } });
    expect(await given(giver, [Uint8Array.of(1)])).toEqual({ received: 0, refused: { 'batch-unreadable': 1 } });
  });

  test('[RM12] more than is unpacked at once, which comes another time', async () => {
    const shelved = await shelvedBy(certified(3), await madeBy(3, draftPlaybook(7)), { author: person(3) });
    for (const little of [{ operations: 2 }, { content: 20 }]) {
      const room = roomToUnpack({ ...unpackedLimit, ...little });
      const judging = { own: null, common: new Set(), certificates: new Map(), room };
      const judged = await judgeBatch(null as never, shelved, judging as never);
      expect(judged).toMatchObject({ failure: { reason: 'batch-too-much', isLasting: false } });
    }
  });
});

test('[RM11] what moves a record to another scope, and what came with it, is given to no laptop', async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await save(one, draftPlaybook(1));
  await save(one, draftPlaybook(2));
  const moved = moveRecords(await gatherMove(one.engine, playbookId(1), scopeB));
  if (!moved.ok) throw new Error(moved.failure.kind);
  await save(one, moved.value);
  await meet(one, two);
  expect(await titles(two)).toEqual(['Playbook 1', 'Playbook 2']);
});

test('[RL7] laptops in one room hand on that a release was withdrawn; that it was approved is for the hub', async () => {
  const { enter } = createRoomWorld();
  const roles = { [scopeA]: ['steward'] } as const;
  const [one, two] = [await enter(1, { roles }), await enter(2, { roles })];
  const by = { person: person(1), name: 'Ana', centre: 'Coast' };
  const word = { digest: '0'.repeat(64), role: 'steward', language: 'en', by, at: 1 };
  const of = { playbook: playbookId(1), release: playbookId(2) };
  const place = (n: number) => ({ scope: scopeA, id: uuidNumbered(0x71, n) });
  const withdrawal = { reason: 'The channel was reassigned', ...word };
  for (const made of [
    createRecord(releaseWithdrawal, place(1), { ...of, withdrawal }),
    createRecord(releaseApproval, place(2), { ...of, act: { does: 'approve', note: '', ...word } }),
  ]) {
    if (!made.ok) throw new Error(made.failure.reason);
    await save(one, made.value);
  }
  await meet(one, two);
  const listed = async (type: string) => (await two.engine.list({ type })).length;
  expect([await listed('release-withdrawal'), await listed('release-approval')]).toEqual([1, 0]);
});
