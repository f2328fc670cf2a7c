import { beforeEach, describe, expect, test } from 'vitest';
import { nextChain } from '../../shared/protocol/chain.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import { decodeReply, encodeVersionReply } from '../../shared/protocol/sync-reply.ts';
import { createWorld, creationOf, operationOf, type World } from '../../test/support/scripted-device.ts';
import { exchange } from './decide-exchange.ts';
import { createMemoryHubStore } from './memory-hub-store.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
});

const create = (says: Partial<Parameters<typeof operationOf>[1]> = {}) =>
  creationOf(world.ports, { scope: world.scope, ...says });
const set = (says: Partial<Parameters<typeof operationOf>[1]> = {}) =>
  operationOf(world.ports, { scope: world.scope, ...says });

describe('one round trip', () => {
  test('takes operations in, gives them their places and hands them to every reader in order', async () => {
    const [author, reader] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['guest'])];
    const [a, b] = [await world.device([author]), await world.device([reader])];
    const operations = create();
    const answer = await a.sync({ batches: [operations] });
    expect(answer.outcomes).toEqual(operations.map(({ id }, i) => ({ kind: 'accepted', id, seq: i + 1 })));
    await b.sync();
    const read = b.read.get(world.scope) ?? [];
    expect(read.map(({ id, seq, origin }) => [id, seq, origin.author])).toEqual(
      operations.map(({ id }, i) => [id, i + 1, author]),
    );
    const chain = operations.reduce((before, { id }, i) => nextChain(before, i + 1, id), '0'.repeat(32));
    expect(b.cursors.get(world.scope)).toEqual({ scope: world.scope, seq: 2, chain });
  });

  test('[SY11] what a request brought does not come back in its pages, and the cursor stands behind it', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['trainer'])];
    const [a, b] = [await world.device([ana]), await world.device([ben])];
    const [theirs, first, second] = [create(), create(), create()];
    await b.sync({ batches: [theirs] });
    const request = await a.request({ batches: [first, second] });
    const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
    const reply = decodeReply(answer.ok ? answer.value.reply : new Uint8Array());
    if (!reply.ok) throw new Error(reply.failure.kind);
    const pages = reply.value.pages.flatMap((page) => {
      const read = decodePage(page);
      return read.ok ? read.value.operations.map(({ id }) => id) : [];
    });
    expect(pages).toEqual(theirs.map(({ id }) => id));
    const all = [...theirs, ...first, ...second];
    const chain = all.reduce((before, { id }, i) => nextChain(before, i + 1, id), '0'.repeat(32));
    expect(reply.value.message.scopes).toEqual([{ scope: world.scope, seq: 6, chain, more: false, rewound: false }]);
    // The answer is lost: everything is a duplicate then, and comes with its place in pages.
    expect((await a.sync({ batches: [first, second] })).kinds).toEqual(Array(4).fill('duplicate'));
    expect(a.read.get(world.scope)?.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test('[DV3] an exchange that moved nothing leaves the ticket; one that moved something changes it', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [create()] });
    const { ticket } = device;
    await device.sync();
    await device.sync();
    expect(device.ticket).toBe(ticket);
    await device.sync({ batches: [create()] });
    expect(device.ticket).not.toBe(ticket);
  });

  test('says nothing of scopes when there is nothing new', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [create()] });
    const answer = await device.sync();
    expect(answer.message?.scopes).toEqual([]);
    expect(answer.message?.identity).toBeNull();
  });

  test('answers resent operations as duplicates with the same places', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = create();
    await device.sync({ batches: [operations] });
    const again = await device.sync({ batches: [operations, operations] });
    expect(again.kinds).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect((device.read.get(world.scope) ?? []).length).toBe(2);
  });

  test('cuts an answer at its budget and goes on from there', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const noise = (seed: number) => {
      let state = seed;
      const next = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return String.fromCharCode(33 + ((state >> 16) % 90));
      };
      return Array.from({ length: 9_000 }, next).join('');
    };
    const batches = [1, 2, 3, 4].map((n) => create({ field: 'description.en', value: noise(n) }));
    await (await world.device([await world.person('Ben', ['trainer'])])).sync({ batches });
    const first = await device.sync({ message: { budget: 4_096 } });
    expect(first.message?.scopes[0]?.more).toBe(true);
    let rounds = 1;
    while ((device.cursors.get(world.scope)?.seq ?? 0) < 8 && rounds < 20) {
      await device.sync({ message: { budget: 4_096 } });
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(2);
    expect((device.read.get(world.scope) ?? []).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('tells of another protocol version and does nothing', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const request = await device.request({ batches: [create()], message: { protocol: 2 } });
    const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
    expect(answer).toEqual({ ok: true, value: { reply: encodeVersionReply(), outcomes: [] } });
    expect((await world.store.transaction((tx) => tx.positions([world.scope])))[0]?.seq).toBe(0);
  });
});

describe('who asks', () => {
  test('a request for another hub, or changed on its way, is refused before anything is believed', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const elsewhere = await device.sync({ batches: [create()], hub: world.scope });
    expect(elsewhere.failure).toEqual({ kind: 'signature-invalid' });
    const stranger = await device.sync({ message: { device: world.scope } });
    expect(stranger.failure).toEqual({ kind: 'device-unknown' });
    expect((await world.store.transaction((tx) => tx.positions([world.scope])))[0]?.seq).toBe(0);
  });

  test('a revoked device is refused at its next request and learns nothing', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(device.identity.device);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: 1 });
    });
    expect((await device.sync({ batches: [create()] })).failure).toEqual({ kind: 'device-revoked' });
  });

  test('a lost answer is harmless; two machines on one disk image are flagged and their work is kept', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const suspected = async () =>
      (await world.store.transaction((tx) => tx.device(device.identity.device)))?.cloneSuspectedAt;
    await device.sync();
    const old = device.ticket;
    await device.sync({ batches: [create()] });
    device.ticket = old;
    expect((await device.sync({ batches: [create()] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await suspected()).toBeNull();
    await device.sync({ batches: [create()] });
    device.ticket = old;
    expect((await device.sync({ batches: [create()] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await suspected()).toBe(world.ports.time);
  });

  test('remembers when a device was here and what it declared waiting', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ message: { waiting: 17 } });
    const row = await world.store.transaction((tx) => tx.device(device.identity.device));
    expect([row?.declaredWaiting, row?.lastContact]).toEqual([17, world.ports.time]);
    // What this very request brought and the hub answered does not wait any more.
    await device.sync({ batches: [create()], message: { waiting: 17 } });
    const after = await world.store.transaction((tx) => tx.device(device.identity.device));
    expect(after?.declaredWaiting).toBe(15);
  });
});

describe('what it brings', () => {
  test('a batch whose signature is not of its device is refused and kept, and the honest batch still gets in', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = create();
    const forged = await device.sync({ batches: [operations], signBatch: () => new Uint8Array(64) });
    expect(forged.outcomes?.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual([
      'author-not-on-device',
      'author-not-on-device',
    ]);
    expect((await world.store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await world.store.transaction((tx) => tx.keptIn(world.scope))).toEqual([]);
  });

  test('an author who is not a person of the device is refused', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['steward'])];
    const device = await world.device([ana]);
    expect((await device.sync({ batches: [create()], author: ben })).kinds).toEqual(['refused', 'refused']);
  });

  test('each operation has its own outcome: one refusal does not discard the rest', async () => {
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const [made] = create();
    await trainer.sync({ batches: [[made as NonNullable<typeof made>]] });
    const record = made?.record as string;
    const answer = await device.sync({
      batches: [[set({ record, field: 'title.ar', value: 'عنوان' }), set({ record, field: 'priority', value: 3 })]],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual(['accepted', 'role-may-not']);
  });

  test('a translator cannot slip a plain field or the existence of a record past the table', async () => {
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const operations = create();
    await trainer.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const answer = await device.sync({
      batches: [
        [
          set({ record, field: 'state.ar', value: 'released' }),
          set({ record, field: '@exists', value: null }),
          set({ record, kind: 'delete', field: 'title.ar', value: { seen: [] } }),
          set({ record, kind: 'delete', field: '@exists', value: { seen: [] } }),
          set({ record, kind: 'create', field: '@exists', value: null }),
        ],
      ],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual([
      'value-invalid',
      'value-invalid',
      'value-invalid',
      'role-may-not',
      'role-may-not',
    ]);
  });

  test('a note on a translation is checked, and calling it final asks for more than translating', async () => {
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const operations = create();
    await trainer.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const note = (state: string) => ({ state, text: '0123456789abcdef' });
    const answer = await device.sync({
      batches: [
        [
          set({ record, field: 'translation:title.ar', value: note('translated') }),
          set({ record, field: 'translation:title.ar', value: note('final') }),
          set({ record, field: 'translation:title.ar', value: 'final' }),
          set({ record, field: 'translation:priority', value: note('translated') }),
        ],
      ],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual([
      'accepted',
      'role-may-not',
      'value-invalid',
      'value-invalid',
    ]);
  });

  test('a second create of a record asks for the right to restore: it would undo a delete', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = create();
    await device.sync({ batches: [operations] });
    const again = set({ record: operations[0]?.record as string, kind: 'create', field: '@exists', value: null });
    expect((await device.sync({ batches: [[again]] })).kinds).toEqual(['refused']);
  });

  test('a record stays in its scope and of its type', async () => {
    const person = await world.person('Ana', ['steward']);
    await world.store.transaction((tx) => tx.setRoles(person, world.otherScope, ['steward']));
    const device = await world.device([person]);
    const operations = create();
    await device.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const answer = await device.sync({
      batches: [[set({ record, scope: world.otherScope })], [set({ record, type: 'run', field: 'place', value: 'x' })]],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual([
      'record-belongs-elsewhere',
      'record-belongs-elsewhere',
    ]);
  });

  test('an append-only record takes values from the action that made it and never again', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const event = create({ type: 'run-event', field: 'text', value: 'Gate closed' });
    expect((await device.sync({ batches: [event] })).kinds).toEqual(['accepted', 'accepted']);
    const later = set({ record: event[0]?.record as string, type: 'run-event', field: 'text', value: 'Gate open' });
    const answer = await device.sync({ batches: [[later]] });
    expect(answer.outcomes?.[0]).toMatchObject({ kind: 'refused', reason: 'append-only' });
  });

  test('values are checked by their declaration; fields of a newer edition pass as they are', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const [made] = create();
    const record = made?.record as string;
    const tx = made?.tx as string;
    const values = [
      set({ record, tx, field: 'priority', value: 'high' }),
      set({ record, tx, field: 'priority', value: null }),
      set({ record, tx, field: 'somethingNew', value: { a: [1] }, schema: 9 }),
      set({ record, tx, field: 'constructor', value: 1, schema: 9 }),
    ];
    const answer = await device.sync({ batches: [[made as NonNullable<typeof made>, ...values]] });
    expect(answer.kinds).toEqual(['accepted', 'refused', 'accepted', 'accepted', 'accepted']);
    expect(device.read.get(world.scope)?.find(({ field }) => field === 'somethingNew')?.value).toEqual({ a: [1] });
  });

  test('types and kinds of a newer edition wait for a newer hub; a stranger is told that it is one', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const newer = [set({ type: 'weather' }), set({ kind: 'move' as 'set', field: 'order' })];
    expect((await device.sync({ batches: [newer] })).kinds).toEqual(['needs-newer-hub', 'needs-newer-hub']);
    const elsewhere = await device.sync({ batches: [[set({ type: 'weather', scope: world.otherScope })]] });
    expect(elsewhere.outcomes?.[0]).toMatchObject({ kind: 'refused', reason: 'no-grant-in-scope' });
  });

  test('batches that unpack to more than one may hold together are not unpacked', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const large = () => create({ field: 'ofANewerEdition', value: 'a'.repeat(1_900_000) });
    const answer = await device.sync({ batches: Array.from({ length: 20 }, large) });
    const [kinds, body] = [answer.kinds ?? [], await device.request({ batches: [large()] })];
    expect(body.length).toBeLessThan(10_000);
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(34);
    expect(kinds.filter((kind) => kind === 'needs-newer-hub')).toHaveLength(6);
  });

  test('a batch that cannot be read at all waits for a newer hub, and the others are taken', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const answer = await device.sync({ batches: [create()], payloadsBefore: [Uint8Array.of(250, 1, 2)] });
    expect(answer.message?.outcomes.map(({ batch, kind }) => [batch, kind])).toEqual([
      [0, 'needs-newer-hub'],
      [1, 'accepted'],
    ]);
  });
});

describe('grants that changed meanwhile', () => {
  test('what was allowed when it was made and is not any more is held for a steward, and stays held when resent', async () => {
    const ana = await world.person('Ana', ['trainer']);
    const device = await world.device([ana]);
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    const operations = create();
    const answer = await device.sync({ batches: [operations] });
    expect(answer.outcomes?.[0]).toMatchObject({ kind: 'quarantined', reason: 'role-may-not', owner: 'steward' });
    expect(answer.kinds).toEqual(['quarantined', 'quarantined']);
    expect(answer.message?.identity?.grants).toEqual([{ person: ana, scope: world.scope, roles: ['guest'] }]);
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['quarantined', 'quarantined']);
    expect((await world.store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
  });

  test('what was never allowed is refused, and accepted when it is resent after a grant that the device knows', async () => {
    const ana = await world.person('Ana', ['guest']);
    const device = await world.device([ana]);
    const operations = create();
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['refused', 'refused']);
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['trainer']));
    await device.sync();
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['accepted', 'accepted']);
  });

  test('a device reads only scopes in which one of its people holds a role', async () => {
    const [ana, out] = [await world.person('Ana', ['trainer']), await world.person('Out', [])];
    const [a, b] = [await world.device([ana]), await world.device([out])];
    await a.sync({ batches: [create()] });
    const answer = await b.sync({ message: { cursors: [{ scope: world.scope, seq: 0, chain: '0'.repeat(32) }] } });
    expect([answer.message?.scopes, b.read.size]).toEqual([[], 0]);
  });

  test('who the device is is told again when the answer that told it was lost', async () => {
    const ana = await world.person('Ana', ['trainer']);
    const device = await world.device([ana]);
    await device.sync();
    const { ticket, epoch } = device;
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    expect((await device.sync()).message?.identity?.grants[0]?.roles).toEqual(['guest']);
    Object.assign(device, { ticket, epoch });
    expect((await device.sync()).message?.identity?.grants[0]?.roles).toEqual(['guest']);
  });
});

describe('cursors that are not of this history', () => {
  test.each([
    ['ahead of the hub', { seq: 99 }],
    ['of another chain', { chain: 'ab'.repeat(16) }],
  ])('%s: read again from the beginning, and told so', async (_name, change) => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [create()] });
    const cursor = { scope: world.scope, seq: 2, chain: device.cursors.get(world.scope)?.chain as string, ...change };
    const answer = await device.sync({ message: { cursors: [cursor] } });
    expect(answer.message?.scopes).toMatchObject([{ seq: 2, rewound: true, more: false }]);
    expect(device.read.get(world.scope)?.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('of another epoch: every scope is named and read again', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [create()] });
    device.epoch = world.otherScope;
    const answer = await device.sync();
    expect(answer.message?.scopes).toMatchObject([{ scope: world.scope, seq: 2, rewound: true }]);
  });
});

describe('chunks of attachments', () => {
  const chunk = new Uint8Array(1_000).fill(5);
  const hash = '2a8f6f6ae6cc5ba5a9d3c3c6b8b3f0ac';

  test('are asked for when an attachment names them, kept, and given to who may read it', async () => {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    const { toHex } = await import('../../shared/base/bytes.ts');
    const name = toHex(sha256(chunk));
    const [ana, ben, out] = [
      await world.person('Ana', ['trainer']),
      await world.person('Ben', ['guest']),
      await world.person('Out', []),
    ];
    const [a, b, c] = [await world.device([ana]), await world.device([ben]), await world.device([out])];
    const early = await a.sync({ chunks: [chunk] });
    expect(early.message?.wants).toEqual([]);
    const asked = await a.sync({ batches: [create({ type: 'attachment', field: 'chunks', value: name })] });
    expect(asked.message?.wants).toEqual([name]);
    expect((await b.sync({ message: { wants: [name] } })).chunks).toEqual([]);
    expect((await a.sync({ chunks: [chunk] })).message?.wants).toEqual([]);
    expect((await b.sync({ message: { wants: [hash.repeat(2), name] } })).chunks).toEqual([chunk]);
    expect((await c.sync({ message: { wants: [name] } })).chunks).toEqual([]);
  });
});
