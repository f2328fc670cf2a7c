import { describe, expect, test } from 'vitest';
import {
  draftPlaybook,
  type EngineLife,
  edit,
  playbookId,
  remove,
  save,
  startLife,
  sync,
  twoTitles,
} from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA, scopeB, uuidNumbered } from '../../test/support/network.ts';
import { concat } from '../base/bytes.ts';
import { fail } from '../base/result.ts';
import type { Role } from '../domain/policy/roles.ts';
import { encodeCanonical } from '../protocol/canonical-cbor.ts';
import { encodeFrame, frameTypes } from '../protocol/frame.ts';

test('[SY1] what one device saves, another sees after one request each', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  expect((await sync(one)).requests).toBe(1);
  expect((await sync(two)).requests).toBe(1);
  expect(await two.engine.open([playbookId(1)])).toEqual(await one.engine.open([playbookId(1)]));
  expect((await one.engine.status()).waiting).toBe(0);
});

test('[SY1] a sync with nothing new is exactly one request', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await sync(one);
  const idle = await sync(one);
  expect(idle).toMatchObject({ requests: 1, sent: 0, received: 0 });
});

test('[SY13] until an answer leaves nothing more to read, the status says how much has come; then never again', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  for (let n = 1; n <= 4; n++) await save(one, draftPlaybook(n));
  await sync(one);
  hub.pageSize = 5;
  expect((await two.engine.status()).arriving).toBe(0);
  hub.meddle = (answer) => (hub.requests.length < 3 ? { ok: true, value: answer } : fail({ kind: 'hub-unreachable' }));
  await two.engine.sync();
  expect((await two.engine.status()).arriving).toBe(5);
  const rebuilt = await startLife(hub, { number: 2, journal: two.journal });
  expect((await rebuilt.engine.status()).arriving).toBe(5);
  hub.meddle = (answer) => ({ ok: true, value: answer });
  await sync(rebuilt);
  expect((await rebuilt.engine.status()).arriving).toBeNull();
  const later = await startLife(hub, { number: 2, journal: rebuilt.journal });
  expect((await later.engine.status()).arriving).toBeNull();
});

describe('the network at a glance', () => {
  const centre = { centre: 'Sorrel Coast', laptops: 2, needing: 1, quietest: 3 };
  const glance = { at: 10, centres: [{ ...centre, behind: 41, waiting: 7, held: 0 }] };
  const asked = (hub: ReturnType<typeof createFakeHub>) => hub.requests.map(({ message }) => message.glance === true);
  const asRole = async (life: EngineLife, role: Role) => {
    const { identity } = life.device;
    await life.engine.adopt({ ...identity, grants: identity.grants.map((grant) => ({ ...grant, roles: [role] })) });
  };

  test('[SY14] is asked for by a device of somebody who looks after a scope, now and then, and kept with its time', async () => {
    const hub = createFakeHub();
    const one = await startLife(hub);
    await asRole(one, 'coordinator');
    hub.amend = (reply) => ({ ...reply, glance });
    await sync(one);
    await sync(one);
    one.clock.advance(5 * 60_000);
    const before = await one.journal.position();
    await sync(one);
    expect(asked(hub)).toEqual([true, false, true]);
    expect(await one.engine.networkGlance()).toEqual(glance);
    // It is the hub's knowledge and comes again: nothing of it is written into the journal.
    expect(await one.journal.position()).toBe(before);
  });

  test('[SY14] is neither asked for nor shown without that role, nor any more when the role ended', async () => {
    const hub = createFakeHub();
    const one = await startLife(hub);
    await asRole(one, 'trainer');
    hub.amend = (reply) => ({ ...reply, glance });
    await sync(one);
    expect([asked(hub), await one.engine.networkGlance()]).toEqual([[false], null]);
    await asRole(one, 'steward');
    await sync(one);
    expect(await one.engine.networkGlance()).toEqual(glance);
    await asRole(one, 'guest');
    expect(await one.engine.networkGlance()).toBeNull();
  });

  test('[SY19] who holds which role is shown where somebody looks after the scope now, and leaves the store with their role', async () => {
    const hub = createFakeHub();
    const one = await startLife(hub);
    await asRole(one, 'coordinator');
    const holds = [{ role: 'trainer', since: 9, until: null }];
    const ana = { person: person(3), name: 'Ana', centre: 'Sorrel Coast' };
    const members = [scopeA, scopeB].map((scope) => ({ scope, person: ana, laptops: ['Field 3'], roles: holds }));
    hub.amend = (reply) => ({ ...reply, glance: { ...glance, members } });
    await sync(one);
    expect((await one.engine.networkGlance())?.members).toEqual(members);
    const { identity } = one.device;
    await one.engine.adopt({ ...identity, grants: identity.grants.filter(({ scope }) => scope === scopeA) });
    expect((await one.engine.networkGlance())?.members?.map(({ scope }) => scope)).toEqual([scopeA]);
    await asRole(one, 'guest');
    expect(JSON.stringify(await one.store.meta('glance'))).not.toContain('Ana');
  });

  test('[SY17] what is held is shown where somebody looks after the scope now, and leaves the store with their role', async () => {
    const hub = createFakeHub();
    const one = await startLife(hub);
    await asRole(one, 'coordinator');
    const workIn = (scope: string) => ({
      scope,
      type: 'playbook',
      record: playbookId(7),
      author: { person: person(3), name: 'Ana', centre: 'Sorrel Coast' },
      reason: 'role-may-not',
      receivedAt: 9,
      operations: [{ id: 'ab'.repeat(16), kind: 'set', field: 'title.en', value: 'Fuel depot' }],
    });
    hub.amend = (reply) => ({ ...reply, glance: { ...glance, held: [workIn(scopeA), workIn(scopeB)] } });
    await sync(one);
    expect((await one.engine.networkGlance())?.held?.map(({ scope }) => scope)).toEqual([scopeA, scopeB]);
    const { identity } = one.device;
    const grants = identity.grants.filter(({ scope }) => scope === scopeA);
    await one.engine.adopt({ ...identity, grants });
    expect((await one.engine.networkGlance())?.held?.map(({ scope }) => scope)).toEqual([scopeA]);
    expect(JSON.stringify(await one.store.meta('glance'))).not.toContain(scopeB);
    await asRole(one, 'guest');
    expect(JSON.stringify(await one.store.meta('glance'))).not.toContain('Fuel depot');
  });
});

test('[SY12] syncs with nothing new leave the journal as it is, and are known as contacts', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await sync(one);
  const before = await one.journal.position();
  one.clock.advance(60_000);
  for (let i = 0; i < 5; i++) expect((await sync(one)).requests).toBe(1);
  expect(await one.journal.position()).toBe(before);
  expect((await one.engine.status()).lastContact).toBe(one.clock.now());
  const again = await startLife(hub, { journal: one.journal, store: one.store });
  expect(again.engine.started.kind).toBe('whole');
  expect((await again.engine.status()).lastContact).toBe(one.clock.now());
});

test.each([false, true])(
  '[SY11] own work is placed by its outcomes; a hub that repeats it (%s) is understood too',
  async (echoes) => {
    const hub = createFakeHub();
    hub.echoes = echoes;
    const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
    await save(two, draftPlaybook(1), 2);
    await sync(two);
    for (let n = 2; n < 102; n++) await save(one, draftPlaybook(n));
    const report = await sync(one);
    expect(report).toMatchObject({ requests: 1, sent: 300, received: echoes ? 303 : 3 });
    if (!echoes) expect(report.bytesDown).toBeLessThan(1_500);
    const history = await one.engine.history(playbookId(101));
    expect(history.map(({ seq }) => seq).sort()).toEqual([301, 302, 303]);
    expect(await sync(one)).toMatchObject({ requests: 1, received: 0 });
    await sync(two);
    expect(await two.engine.list({})).toEqual(expect.arrayContaining([...(await one.engine.list({}))]));
    const rebuilt = await startLife(hub, { journal: one.journal });
    expect(await rebuilt.engine.history(playbookId(101))).toEqual(history);
    expect(await sync(rebuilt)).toMatchObject({ requests: 1, received: 0 });
  },
);

test('[SY11] a place that does not fit the chain is not believed', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  hub.amend = (reply) => ({ ...reply, outcomes: reply.outcomes.map((run) => ({ ...run, seq: run.seq + 1 })) });
  expect(await one.engine.sync()).toMatchObject({ ok: false, failure: { kind: 'answer-unreadable' } });
  expect((await one.engine.status()).waiting).toBe(3);
});

test('a role of a newer hub gives no right, and stops neither a sync nor a rebuild', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  const grants = [{ person: person(1), scope: scopeA, roles: ['archivist' as 'guest', 'guest' as const] }];
  hub.amend = (reply) => ({ ...reply, identity: { ...one.device.identity, grants } });
  await sync(one);
  expect(await one.engine.apply(person(1), draftPlaybook(2))).toMatchObject({ failure: { reason: 'role-may-not' } });
  const rebuilt = await startLife(hub, { journal: one.journal });
  expect((await rebuilt.engine.identity()).grants).toEqual(grants);
  expect((await rebuilt.engine.status()).waiting).toBe(0);
});

test('[SY2] a thousand operations over two scopes go up in signed batches and come down in pages', async () => {
  const hub = createFakeHub();
  hub.pageSize = 100;
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  for (let i = 0; i < 150; i++) await save(one, draftPlaybook(i, `P${i}`, i % 2 === 0 ? scopeA : scopeB));
  await sync(one);
  await sync(two);
  expect((await one.engine.status()).waiting).toBe(0);
  expect(await two.engine.list({ type: 'playbook' })).toHaveLength(150);
  expect(await two.engine.list({})).toEqual(expect.arrayContaining([...(await one.engine.list({}))]));
});

test('[MG2] [CF2] both values of a concurrent edit are kept, and an edit that supersedes both settles it everywhere', async () => {
  const hub = createFakeHub();
  const [one, two] = await twoTitles(hub);
  for (const life of [one, two, one]) await sync(life);
  const conflict = await one.engine.conflict(playbookId(1), 'title.en');
  expect(conflict?.heads.map(({ value }) => value).sort()).toEqual(['Ours', 'Theirs']);
  expect(conflict?.base?.value).toBe('Playbook 1');
  expect((await one.engine.status()).conflicts).toBe(1);
  await edit(two, 1, { 'title.en': 'Settled' }, 2);
  for (const life of [two, one]) await sync(life);
  expect(await one.engine.open([playbookId(1)])).toEqual(await two.engine.open([playbookId(1)]));
  expect((await one.engine.status()).conflicts).toBe(0);
});

test('[MG4] a delete never wins silently over an edit that its author had not seen', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  for (const life of [one, two]) await sync(life);
  await remove(one, 1);
  await edit(two, 1, { 'title.en': 'Still wanted' }, 2);
  for (const life of [one, two, one]) await sync(life);
  expect(await one.engine.list({ type: 'playbook', inConflict: true })).toHaveLength(1);
  expect((await one.engine.conflict(playbookId(1), '@exists'))?.heads).toHaveLength(1);
});

test('[SY4] a lost answer costs one exchange: everything is sent again and nothing doubles', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  hub.meddle = () => fail({ kind: 'hub-timeout' });
  expect(await one.engine.sync()).toEqual(fail({ kind: 'hub-timeout' }));
  expect(await one.engine.status()).toMatchObject({ waiting: 3, lastFailure: { kind: 'hub-timeout' } });
  hub.meddle = (answer) => ({ ok: true, value: answer });
  await sync(one);
  expect(hub.logs.get(scopeA)).toHaveLength(3);
  expect((await one.engine.status()).waiting).toBe(0);
});

test('[SY5] an answer that is torn, damaged or of another version leaves everything as it was', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  const before = await one.journal.position();
  const faults: [string, (answer: Uint8Array) => Uint8Array][] = [
    ['answer-unreadable', (answer) => answer.subarray(0, answer.length - 1)],
    ['answer-unreadable', (answer) => answer.map((byte, i) => (i === answer.length - 5 ? byte ^ 1 : byte))],
    ['answer-unreadable', () => new TextEncoder().encode('<html>Sign in to the wireless network</html>')],
    ['answer-unreadable', () => new Uint8Array()],
    ['version-mismatch', () => encodeFrame(frameTypes.reply, encodeCanonical({ protocol: 2 }))],
  ];
  for (const [kind, fault] of faults) {
    hub.meddle = (answer) => ({ ok: true, value: fault(answer) });
    expect(await one.engine.sync()).toMatchObject({ ok: false, failure: { kind } });
    expect((await one.engine.status()).waiting).toBe(3);
  }
  // Only the hash of the sealed batch was noted.
  expect((await one.journal.position()) - before).toBeLessThan(faults.length * 200);
});

test('[SY6] [SY7] a hub that was restored from an older backup gets back what only this device has', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  await sync(one);
  const backup = [...(hub.logs.get(scopeA) ?? [])];
  await save(one, draftPlaybook(2));
  await sync(one);
  hub.logs.set(scopeA, backup);
  hub.epoch = uuidNumbered(0xe0, 2);
  await save(two, draftPlaybook(3), 2);
  await sync(two);
  await sync(one);
  await sync(two);
  expect(hub.logs.get(scopeA)).toHaveLength(9);
  expect(await two.engine.list({})).toHaveLength(3);
  expect((await one.engine.status()).waiting).toBe(0);
  expect(await sync(one)).toMatchObject({ requests: 1, sent: 0 });
});

test('[SY6] a hub that went back without telling is noticed by the chain', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  await sync(one);
  hub.logs.clear();
  await save(two, draftPlaybook(2), 2);
  await sync(two);
  for (const life of [one, two]) await sync(life);
  expect(await one.engine.list({})).toHaveLength(2);
  expect(await two.engine.list({})).toHaveLength(2);
});

test('[SY6] a chain that breaks makes the device read again from the beginning, and keep everything', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await sync(one);
  await save(one, draftPlaybook(2));
  let lies = 1;
  hub.amend = (reply) => {
    lies -= 1;
    return lies < 0 ? reply : { ...reply, scopes: reply.scopes.map((one) => ({ ...one, chain: 'ff'.repeat(16) })) };
  };
  expect((await sync(one)).requests).toBeLessThanOrEqual(3);
  expect(await one.engine.list({})).toHaveLength(2);
  expect((await one.engine.status()).waiting).toBe(0);
  expect(hub.logs.get(scopeA)).toHaveLength(6);
});

test('[SY6] a hub that hides an operation is noticed and nothing is wiped', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  await sync(one);
  hub.amend = (reply) => ({ ...reply, scopes: reply.scopes.map((scope) => ({ ...scope, chain: 'ff'.repeat(16) })) });
  expect(await two.engine.sync()).toMatchObject({ ok: false, failure: { kind: 'answer-unreadable' } });
  hub.amend = (reply) => reply;
  await sync(two);
  expect(await two.engine.list({})).toHaveLength(1);
});

test('[SY6] an order that breaks wherever it is read from is read again once a sync, and what is here stays', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  await sync(one);
  await save(two, draftPlaybook(2), 2);
  await sync(two);
  await save(one, draftPlaybook(3));
  hub.pageSize = 2;
  const broken = 'ff'.repeat(16);
  hub.amend = (reply) => ({
    ...reply,
    scopes: reply.scopes.map((scope) => (scope.seq > 3 ? { ...scope, chain: broken } : scope)),
  });
  const before = hub.requests.length;
  expect(await one.engine.sync()).toMatchObject({ ok: false, failure: { kind: 'answer-unreadable' } });
  expect(hub.requests.length - before).toBeLessThanOrEqual(5);
  expect(await one.engine.list({})).toHaveLength(2);
  hub.amend = (reply) => reply;
  await sync(one);
  expect(await one.engine.list({})).toHaveLength(3);
  expect(await one.engine.status()).toMatchObject({ waiting: 0, notAccepted: 0 });
});

test('[SY9] chunks go up when the hub asks and come down when somebody here does', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  const file = Uint8Array.from({ length: 600 * 1024 }, (_, i) => i % 251);
  const kept = await one.engine.keepChunks(file);
  if (!kept.ok) throw new Error('not kept');
  expect(kept.value).toHaveLength(3);
  for (const hash of kept.value) hub.wants.add(hash);
  await sync(one);
  expect(hub.chunks.size).toBe(3);
  for (const hash of kept.value) await two.engine.want(hash);
  await sync(two);
  const parts = await Promise.all(kept.value.map((hash) => two.engine.chunk(hash)));
  expect(concat(...parts.map((part) => part ?? new Uint8Array()))).toEqual(file);
});
