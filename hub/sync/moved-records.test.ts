/** Records that are moved between scopes: the real engine against the real decisions ([MV1] to [MV10]). */
import { expect, test } from 'vitest';
import { createRecord, deleteRecord, restoreRecord, setFields } from '../../shared/domain/edit.ts';
import { gatherMove } from '../../shared/domain/move/gather-move.ts';
import { moveRecords } from '../../shared/domain/move/move-records.ts';
import { idInScope, movesOf } from '../../shared/domain/move/moved.ts';
import { bringOver, leaveMoved } from '../../shared/domain/move/settle-move.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { movedTo } from '../../shared/domain/view.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { misplaced } from '../../test/sim/moves.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';
import { uuidNumbered } from '../../test/support/network.ts';

const stepId = (n: number) => uuidNumbered(0x57, n);

/** A playbook with a step in the first of two scopes, everywhere; a laptop for each of three people. */
async function network() {
  const hub = await createHubNode(seeded(31), liveClock);
  const [old = '', fresh = ''] = hub.scopes;
  const [ana = '', ben = '', eve = ''] = hub.people;
  const laptops = {
    ana: await startLive(hub, await hub.enrol('ana', [ana])),
    ben: await startLive(hub, await hub.enrol('ben', [ben])),
    eve: await startLive(hub, await hub.enrol('eve', [eve])),
  };
  const step1 = must(createRecord(step, { scope: old, id: stepId(1) }, { playbook: playbookId(1), kind: 'action' }));
  await save(laptops.ana, ana, [...draftPlaybook(1, 'Cordon', old), ...step1]);
  const everybody = async () => {
    for (let round = 0; round < 3; round += 1) for (const laptop of Object.values(laptops)) await synced(laptop);
  };
  await everybody();
  const there = idInScope({ scope: old, record: playbookId(1) }, fresh);
  const stepThere = idInScope({ scope: old, record: stepId(1) }, fresh);
  return { hub, old, fresh, ana, ben, eve, ...{ there, stepThere }, laptops, everybody };
}

function must<T, F>(result: { ok: true; value: T } | { ok: false; failure: F }): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

const save = async ({ engine }: LiveDevice, author: string, drafts: readonly OperationDraft[]) =>
  must(await engine.apply(author, drafts)).operations;
const stateOf = async ({ engine }: LiveDevice, id: string) => (await engine.open([id]))[0];
const open = async (laptop: LiveDevice, id: string) => {
  const state = await stateOf(laptop, id);
  if (state === undefined) throw new Error(`${id} is not here`);
  return state;
};
const listed = async ({ engine }: LiveDevice) => (await engine.list({})).map(({ id }) => id).sort();
const move = async (laptop: LiveDevice, id: string, target: string) =>
  must(moveRecords(await gatherMove(laptop.engine, id, target)));
const retitle = async (laptop: LiveDevice, id: string, title: string) =>
  must(setFields(playbook, await open(laptop, id), { 'title.en': title }));

test('[MV1] it is there at once, offline, with what belongs to it, and listed once; everybody who reads both sees the same', async () => {
  const { laptops, ana, old, fresh, there, stepThere, everybody } = await network();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  expect(await listed(laptops.ana)).toEqual([there, stepThere].sort());
  expect(movedTo(await open(laptops.ana, playbookId(1)))).toEqual({ scope: fresh, record: there });
  await everybody();
  expect(await listed(laptops.ben)).toEqual([there, stepThere].sort());
  const [entry] = await laptops.ben.engine.list({ type: 'step' });
  expect(entry).toMatchObject({ scope: fresh, parent: there });
  expect((await laptops.ben.engine.list({ scope: old })).length).toBe(0);
});

test('[MV9] who reads only the old scope sees where it went and nothing of what became of it; who reads only the new one has it whole', async () => {
  const { hub, laptops, ana, ben, eve, old, fresh, there, stepThere, everybody } = await network();
  await hub.setRoles(ben, fresh, []);
  await hub.setRoles(eve, old, []);
  await everybody();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await save(laptops.ana, ana, await retitle(laptops.ana, there, 'Ring'));
  await everybody();
  expect(await listed(laptops.ben)).toEqual([]);
  expect(movedTo(await open(laptops.ben, playbookId(1)))).toEqual({ scope: fresh, record: there });
  expect(await stateOf(laptops.ben, there)).toBeUndefined();
  expect(await listed(laptops.eve)).toEqual([there, stepThere].sort());
  const [entry] = await laptops.eve.engine.list({ type: 'playbook' });
  expect(entry?.values['title.en']).toBe('Ring');
});

test('[MV4] [MV5] whoever may create there and not take away here moves nothing: both parts are refused, with one reason', async () => {
  const { hub, laptops, ben, old, fresh, there } = await network();
  const drafts = await move(laptops.ben, playbookId(1), fresh);
  await hub.setRoles(ben, old, ['trainer']);
  await synced(laptops.ben);
  expect(await laptops.ben.engine.apply(ben, drafts)).toMatchObject({ failure: { reason: 'role-may-not' } });
  // A device that does not ask: the hub does.
  const kept = await refusedAfter(hub, laptops.ben, ben, drafts, old, fresh);
  expect(new Set(kept.map(({ kind, reason }) => `${kind} ${reason}`))).toEqual(new Set(['quarantined role-may-not']));
  expect(kept.length).toBe(drafts.length);
  expect(await stateOf(laptops.ben, there)).toBeUndefined();
});

/** What the hub says of a move that was saved while it was allowed and arrives when it is not. */
async function refusedAfter(
  hub: Awaited<ReturnType<typeof createHubNode>>,
  laptop: LiveDevice,
  author: string,
  drafts: readonly OperationDraft[],
  lost: string,
  kept: string,
) {
  await hub.setRoles(author, lost, ['steward']);
  await synced(laptop);
  await save(laptop, author, drafts);
  await hub.setRoles(author, lost, ['trainer']);
  await synced(laptop);
  const outcomes = [...(await hub.keptOutcomes(lost)), ...(await hub.keptOutcomes(kept))];
  return outcomes.map((outcome) => ({ kind: outcome.kind, reason: 'reason' in outcome ? outcome.reason : '' }));
}

test('[MV5] the new scope is lost meanwhile: the record stays where it was, whole, and the move is held in both', async () => {
  const { hub, laptops, ana, old, fresh, there, everybody } = await network();
  const drafts = await move(laptops.ana, playbookId(1), fresh);
  await save(laptops.ana, ana, drafts);
  await hub.setRoles(ana, fresh, []);
  await everybody();
  expect((await hub.keptOutcomes(old)).map(({ kind }) => kind)).toEqual(['quarantined', 'quarantined']);
  for (const laptop of Object.values(laptops)) {
    expect(await listed(laptop)).toEqual([playbookId(1), stepId(1)].sort());
    expect(await stateOf(laptop, there)).toBeUndefined();
  }
});

test('[MV5] a move goes in one request however small the link, and an answer that is lost does not part it', async () => {
  const { hub, laptops, ana, fresh, there, stepThere, everybody } = await network();
  const long = 'A long description. '.repeat(4_000);
  await save(
    laptops.ana,
    ana,
    must(setFields(playbook, await open(laptops.ana, playbookId(1)), { 'description.en': long })),
  );
  await synced(laptops.ana);
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  let deaf = 3;
  const far = await startLive(hub, laptops.ana.enrolled, laptops.ana, async () => (deaf-- > 0 ? 'deaf' : 'up'));
  for (let round = 0; round < 4; round += 1) {
    await far.engine.sync();
    const logs = new Map(
      await Promise.all(hub.scopes.map(async (scope) => [scope, await operationsOf(hub, scope)] as const)),
    );
    expect(misplaced(logs)).toEqual([]);
  }
  await everybody();
  expect(await listed(laptops.ben)).toEqual([there, stepThere].sort());
});

const operationsOf = async (hub: Awaited<ReturnType<typeof createHubNode>>, scope: string) =>
  (await hub.log(scope)).map(({ operation }) => operation);

test('[MV5] a restored hub has the record in the old scope until it has again what arrived in the new one', async () => {
  const { hub, laptops, ana, ben, eve, old, fresh, there, everybody } = await network();
  await hub.setRoles(ben, fresh, []);
  await hub.setRoles(eve, old, []);
  await everybody();
  const restore = hub.backUp();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  await restore();
  // The mover's laptop is away; who reads only the old scope has the marks.
  for (let round = 0; round < 3; round += 1) await synced(laptops.ben);
  expect((await operationsOf(hub, old)).some(({ kind }) => kind === 'move')).toBe(false);
  expect(await listed(laptops.ben)).toEqual([playbookId(1), stepId(1)].sort());
  await everybody();
  expect((await operationsOf(hub, old)).filter(({ kind }) => kind === 'move').length).toBe(2);
  expect(movedTo(await open(laptops.ben, playbookId(1)))).toEqual({ scope: fresh, record: there });
});

test('[MV5] what arrived is nowhere any more: the mover too sees the record where it was, also after a restart and a rebuild', async () => {
  const { hub, laptops, ana, old, fresh, there, everybody } = await network();
  const restore = hub.backUp();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await synced(laptops.ana);
  await hub.setRoles(ana, fresh, []);
  await synced(laptops.ana);
  expect(await listed(laptops.ana)).toEqual([]);
  // The backup has neither the move nor that Ana left the scope, and nobody but the hub had what arrived there.
  await restore();
  await everybody();
  const { enrolled, journal, store } = laptops.ana;
  const restarted = await startLive(hub, enrolled, { journal, store });
  expect(await listed(restarted)).toEqual([playbookId(1), stepId(1)].sort());
  expect(await restarted.engine.status()).toMatchObject({ waiting: 2, notAccepted: 2 });
  await synced(restarted);
  expect(await restarted.engine.status()).toMatchObject({ waiting: 0, notAccepted: 2 });
  const rebuilt = await startLive(hub, enrolled, { journal });
  for (const laptop of [laptops.ben, laptops.eve, restarted, rebuilt]) {
    expect(await listed(laptop)).toEqual([playbookId(1), stepId(1)].sort());
    expect(await stateOf(laptop, there)).toBeUndefined();
  }
  const waiting = Array(2).fill({ kind: 'needs-newer-hub', reason: 'move-incomplete' });
  expect(await hub.keptOutcomes(old)).toMatchObject(waiting);
  expect((await rebuilt.engine.notAccepted()).map(({ outcome }) => outcome)).toMatchObject(waiting);
});

test('[MV5] the mover has it where it was until somebody brings what arrived, and moved from then on', async () => {
  const { hub, laptops, ana, old, fresh, there, stepThere } = await network();
  const restore = hub.backUp();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await synced(laptops.ana);
  await synced(laptops.ben);
  await hub.setRoles(ana, fresh, []);
  await synced(laptops.ana);
  await restore();
  for (let round = 0; round < 3; round += 1) await synced(laptops.ana);
  expect(await listed(laptops.ana)).toEqual([playbookId(1), stepId(1)].sort());
  for (let round = 0; round < 3; round += 1) for (const one of [laptops.ben, laptops.ana]) await synced(one);
  expect((await operationsOf(hub, old)).filter(({ kind }) => kind === 'move').length).toBe(2);
  expect(await listed(laptops.ana)).toEqual([there, stepThere].sort());
});

test('[MV7] an edit that the mover had not seen keeps the record in both, as a conflict; it is brought over, or left', async () => {
  for (const answer of ['over', 'left'] as const) {
    const { laptops, ana, ben, fresh, there, stepThere, everybody } = await network();
    await save(laptops.ben, ben, await retitle(laptops.ben, playbookId(1), 'Ring'));
    await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
    await everybody();
    const contested = await open(laptops.eve, playbookId(1));
    const [entry] = await laptops.eve.engine.list({ inConflict: true });
    expect(entry).toMatchObject({ id: playbookId(1), conflicts: 1, deleted: false });
    expect(await listed(laptops.eve)).toEqual([playbookId(1), there, stepThere].sort());
    const settle = answer === 'over' ? bringOver : leaveMoved;
    await save(laptops.ana, ana, settle(contested, await open(laptops.ana, there)));
    await everybody();
    expect(await listed(laptops.ben)).toEqual([there, stepThere].sort());
    const [moved] = await laptops.ben.engine.list({ type: 'playbook' });
    expect(moved?.values['title.en']).toBe(answer === 'over' ? 'Ring' : 'Cordon');
  }
});

test('[MV7] a delete that had not seen the move is a question too', async () => {
  const { laptops, ana, ben, fresh, there, everybody } = await network();
  await save(laptops.ben, ben, must(deleteRecord(playbook, await open(laptops.ben, playbookId(1)))));
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  expect((await laptops.eve.engine.list({ inConflict: true })).map(({ id }) => id)).toEqual([playbookId(1)]);
  expect(await listed(laptops.eve)).toContain(there);
});

test('[MV3] [MV7] two who move it to one scope make one record', async () => {
  const { laptops, ana, ben, fresh, there, stepThere, everybody } = await network();
  await save(laptops.ben, ben, await move(laptops.ben, playbookId(1), fresh));
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  expect(await listed(laptops.eve)).toEqual([there, stepThere].sort());
  expect(await laptops.eve.engine.list({ inConflict: true, withDeleted: true })).toEqual([]);
  expect(movesOf(await open(laptops.eve, playbookId(1))).length).toBe(1);
});

test('[MV7] one leaves it moved while another brings it back: it is somewhere', async () => {
  const { hub, laptops, ana, ben, old, fresh, there, everybody } = await network();
  await save(laptops.ben, ben, await retitle(laptops.ben, playbookId(1), 'Ring'));
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  const contested = await open(laptops.ben, playbookId(1));
  await save(laptops.ben, ben, leaveMoved(contested, await open(laptops.ben, there)));
  const back = [...restoreRecord(contested), ...(await markBack(laptops.ana, there, old))];
  await save(laptops.ana, ana, back);
  await everybody();
  const logs = new Map(
    await Promise.all(hub.scopes.map(async (scope) => [scope, await operationsOf(hub, scope)] as const)),
  );
  expect(misplaced(logs)).toEqual([]);
  expect((await listed(laptops.eve)).filter((id) => [playbookId(1), there].includes(id)).length).toBeGreaterThan(0);
});

async function markBack(laptop: LiveDevice, id: string, target: string): Promise<readonly OperationDraft[]> {
  const moving = { states: [await open(laptop, id)], target, there: [] };
  return must(moveRecords(moving)).filter(({ kind }) => kind === 'move');
}

test('[MV3] [MV8] moved back it is the record that it was, with its old id and what was changed meanwhile', async () => {
  const { laptops, ana, ben, old, fresh, there, everybody } = await network();
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  await save(laptops.ben, ben, await retitle(laptops.ben, there, 'Ring'));
  await save(laptops.ben, ben, await move(laptops.ben, there, old));
  await everybody();
  expect(await listed(laptops.eve)).toEqual([playbookId(1), stepId(1)].sort());
  const [entry] = await laptops.eve.engine.list({ type: 'playbook' });
  expect(entry).toMatchObject({ scope: old, values: { 'title.en': 'Ring' } });
  await save(laptops.ana, ana, await move(laptops.ana, playbookId(1), fresh));
  await everybody();
  expect(movedTo(await open(laptops.eve, playbookId(1)))).toEqual({ scope: fresh, record: there });
  expect((await laptops.eve.engine.list({ type: 'playbook' })).map(({ id }) => id)).toEqual([there]);
});
