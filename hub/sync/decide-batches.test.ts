import { beforeEach, describe, expect, test } from 'vitest';
import { thisEdition } from '../../shared/domain/edition.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';

let world: DraftingWorld;
beforeEach(async () => {
  world = await createDraftingWorld();
});

describe('what it brings', () => {
  test('[HB14] a batch whose signature is not of its device is refused and kept, and the honest batch still gets in', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = world.create();
    const forged = await device.sync({ batches: [operations], signBatch: () => new Uint8Array(64) });
    expect(forged.outcomes?.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual([
      'author-not-on-device',
      'author-not-on-device',
    ]);
    expect((await world.store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
    expect((await device.sync({ batches: [operations] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await world.store.transaction((tx) => tx.keptIn(world.scope))).toEqual([]);
  });

  test('[HB14] an author who is not a person of the device is refused', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['steward'])];
    const device = await world.device([ana]);
    expect((await device.sync({ batches: [world.create()], author: ben })).kinds).toEqual(['refused', 'refused']);
  });

  test('[HB1] each operation has its own outcome: one refusal does not discard the rest', async () => {
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const [made] = world.create();
    await trainer.sync({ batches: [[made as NonNullable<typeof made>]] });
    const record = made?.record as string;
    const answer = await device.sync({
      batches: [
        [world.set({ record, field: 'title.ar', value: 'عنوان' }), world.set({ record, field: 'priority', value: 3 })],
      ],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual(['accepted', 'role-may-not']);
  });

  test('[OP10] a translator cannot slip a plain field or the existence of a record past the table', async () => {
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const operations = world.create();
    await trainer.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const answer = await device.sync({
      batches: [
        [
          world.set({ record, field: 'state.ar', value: 'released' }),
          world.set({ record, field: '@exists', value: null }),
          world.set({ record, kind: 'delete', field: 'title.ar', value: { seen: [] } }),
          world.set({ record, kind: 'delete', field: '@exists', value: { seen: [] } }),
          world.set({ record, kind: 'create', field: '@exists', value: null }),
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

  test('[PO3] a note on a translation is checked, and calling it final asks for more than translating', async () => {
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const device = await world.device([await world.person('Lea', ['translator'])]);
    const operations = world.create();
    await trainer.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const note = (state: string) => ({ state, text: '0123456789abcdef' });
    const answer = await device.sync({
      batches: [
        [
          world.set({ record, field: 'translation:title.ar', value: note('translated') }),
          world.set({ record, field: 'translation:title.ar', value: note('final') }),
          world.set({ record, field: 'translation:title.ar', value: 'final' }),
          world.set({ record, field: 'translation:priority', value: note('translated') }),
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

  test('[HB15] a second create of a record asks for the right to restore: it would undo a delete', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = world.create();
    await device.sync({ batches: [operations] });
    const again = world.set({ record: operations[0]?.record as string, kind: 'create', field: '@exists', value: null });
    expect((await device.sync({ batches: [[again]] })).kinds).toEqual(['refused']);
  });

  test('[OP8] a record stays in its scope and of its type', async () => {
    const person = await world.person('Ana', ['steward']);
    await world.store.transaction((tx) => tx.setRoles(person, world.otherScope, ['steward']));
    const device = await world.device([person]);
    const operations = world.create();
    await device.sync({ batches: [operations] });
    const record = operations[0]?.record as string;
    const answer = await device.sync({
      batches: [
        [world.set({ record, scope: world.otherScope })],
        [world.set({ record, type: 'run', field: 'place', value: 'x' })],
      ],
    });
    expect(answer.outcomes?.map((o) => ('reason' in o ? o.reason : o.kind))).toEqual([
      'record-belongs-elsewhere',
      'record-belongs-elsewhere',
    ]);
  });

  test('[OP9] an append-only record takes values from the action that made it and never again', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const event = world.create({ type: 'run-event', field: 'text', value: 'Gate closed' });
    expect((await device.sync({ batches: [event] })).kinds).toEqual(['accepted', 'accepted']);
    const later = world.set({
      record: event[0]?.record as string,
      type: 'run-event',
      field: 'text',
      value: 'Gate open',
    });
    const answer = await device.sync({ batches: [[later]] });
    expect(answer.outcomes?.[0]).toMatchObject({ kind: 'refused', reason: 'append-only' });
  });

  test('[OP11] [EV3] values are checked by their declaration; fields of a newer edition pass as they are', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const [made] = world.create();
    const record = made?.record as string;
    const tx = made?.tx as string;
    const values = [
      world.set({ record, tx, field: 'priority', value: 'high' }),
      world.set({ record, tx, field: 'priority', value: null }),
      world.set({ record, tx, field: 'somethingNew', value: { a: [1] }, schema: 9 }),
      world.set({ record, tx, field: 'constructor', value: 1, schema: 9 }),
    ];
    const answer = await device.sync({ batches: [[made as NonNullable<typeof made>, ...values]] });
    expect(answer.kinds).toEqual(['accepted', 'refused', 'accepted', 'accepted', 'accepted']);
    expect(device.read.get(world.scope)?.find(({ field }) => field === 'somethingNew')?.value).toEqual({ a: [1] });
  });

  test('[EV5] a value that only a newer edition knows waits when its author may write the field, and else is refused', async () => {
    const trainer = await world.device([await world.person('Ana', ['trainer'])]);
    const guest = await world.device([await world.person('Ben', ['guest'])]);
    const made = world.create();
    await trainer.sync({ batches: [made] });
    const { record = '' } = made[0] ?? {};
    const archived = (schema: number) => world.set({ record, field: 'state', value: 'archived', schema });
    const [before, after] = [thisEdition.schemaVersion, thisEdition.schemaVersion + 1];
    expect((await trainer.sync({ batches: [[archived(before), archived(after)]] })).outcomes).toMatchObject([
      { kind: 'refused', reason: 'value-invalid' },
      { kind: 'needs-newer-hub' },
    ]);
    expect((await guest.sync({ batches: [[archived(after)]] })).outcomes).toMatchObject([
      { kind: 'refused', reason: 'role-may-not' },
    ]);
    // Existence has one form in every edition.
    const exists = world.set({ record, field: '@exists', value: null, schema: after });
    expect((await trainer.sync({ batches: [[exists]] })).kinds).toEqual(['refused']);
  });

  test('[EV4] types and kinds of a newer edition wait for a newer hub; a stranger is told that it is one', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const newer = [world.set({ type: 'weather' }), world.set({ kind: 'lend' as 'set', field: 'order' })];
    expect((await device.sync({ batches: [newer] })).kinds).toEqual(['needs-newer-hub', 'needs-newer-hub']);
    const elsewhere = await device.sync({ batches: [[world.set({ type: 'weather', scope: world.otherScope })]] });
    expect(elsewhere.outcomes?.[0]).toMatchObject({ kind: 'refused', reason: 'no-grant-in-scope' });
  });

  test('[SY21] batches that unpack to more than one may hold together are not unpacked', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const large = () => world.create({ field: 'ofANewerEdition', value: 'a'.repeat(1_900_000) });
    const answer = await device.sync({ batches: Array.from({ length: 20 }, large) });
    const [kinds, body] = [answer.kinds ?? [], await device.request({ batches: [large()] })];
    expect(body.length).toBeLessThan(10_000);
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(34);
    expect(kinds.filter((kind) => kind === 'needs-newer-hub')).toHaveLength(6);
  });

  test('[SY15] a batch that cannot be read at all waits for a newer hub, and the others are taken', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const answer = await device.sync({ batches: [world.create()], payloadsBefore: [Uint8Array.of(250, 1, 2)] });
    expect(answer.message?.outcomes.map(({ batch, kind }) => [batch, kind])).toEqual([
      [0, 'needs-newer-hub'],
      [1, 'accepted'],
    ]);
  });
});
