/** Moves between centres at the hub ([AG2] to [AG6]). */
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { type Act, digestOfTerms, type Terms } from '../../shared/domain/agreement/agreement.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { idInScope } from '../../shared/domain/move/moved.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import {
  createWorld,
  creationOf,
  operationOf,
  type Says,
  type ScriptedDevice,
  type World,
} from '../../test/support/scripted-device.ts';
import { decideHeld } from '../coordinator/decide-held.ts';
import { createMemoryHubStore } from './memory-hub-store.ts';

const day = 86_400_000;
let world: World;
/** Ana proposes and moves, Ben signs for the coast, Cid for the highlands; each on a device of their own ([OD2]). */
let devices: Readonly<Record<string, ScriptedDevice>>;
/** One on which all of them are enrolled. */
let shared: ScriptedDevice;
let people: Readonly<Record<'ana' | 'ben' | 'cid', string>>;
const centres = { ana: 'Capital', ben: 'Coast', cid: 'Highlands' } as const;

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  const [ana, ben, cid] = [
    await world.person('Ana', ['coordinator']),
    await world.person('Ben', ['director']),
    await world.person('Cid', ['approver']),
  ];
  people = { ana, ben, cid };
  await world.store.transaction(async (tx) => {
    for (const [name, person] of Object.entries(people) as [keyof typeof people, string][]) {
      await tx.addPerson({ person, name, centre: centres[name] });
    }
    await tx.addScope({ id: world.scope, name: 'Coast papers', centre: 'Coast' });
    await tx.addScope({ id: world.otherScope, name: 'Highlands papers', centre: 'Highlands' });
    await tx.setRoles(ana, world.otherScope, ['coordinator']);
  });
  devices = {
    [ana]: await world.device([ana]),
    [ben]: await world.device([ben]),
    [cid]: await world.device([cid]),
  };
  shared = await world.device([ana, ben, cid]);
});

const profile = (name: keyof typeof people) => ({ person: people[name], name, centre: centres[name] });
const send = async (
  author: string,
  batches: readonly (readonly Operation[])[],
  says: Says = {},
  on = devices[author],
) => {
  const { outcomes } = await (on as ScriptedDevice).sync({ batches, author, ...says });
  return (outcomes ?? []).map((outcome) => ('reason' in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind));
};
const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);

const record = '0190a000-0000-7000-8000-0000000000a6';
const termsOf = (more: Partial<Terms> = {}): Terms => ({
  title: 'Doctrine for both banks',
  reference: '',
  purpose: 'Practice',
  language: 'en',
  parties: ['Coast', 'Highlands'],
  kinds: ['playbook'],
  ceiling: 'TLP:AMBER',
  from: dayAt(world.ports.time),
  until: dayAt(world.ports.time + 30 * day),
  signatures: 1,
  by: profile('ana'),
  at: 1,
  ...more,
});
const propose = (terms: Terms, author = people.ana, on = devices[author]) =>
  send(
    author,
    [
      creationOf(world.ports, {
        scope: world.scope,
        type: 'agreement',
        record,
        field: 'terms',
        value: terms as unknown as Json,
      }),
    ],
    {},
    on,
  );
const actOf = (by: Act['by'], terms: Terms, does: Act['does'] = 'sign'): Act => {
  return { does, digest: digestOfTerms(record, terms), note: '', language: 'en', by, at: 2 };
};
const say = (act: Act, author: string, on = devices[author]) =>
  send(
    author,
    [
      creationOf(world.ports, {
        scope: world.scope,
        type: 'agreement-act',
        field: 'act',
        value: act as unknown as Json,
      }),
    ],
    {},
    on,
  );
async function agree(terms = termsOf()) {
  await propose(terms);
  await say(actOf(profile('ben'), terms), people.ben);
  await say(actOf(profile('cid'), terms), people.cid);
}

/** A playbook with a mark, and the parts of its move to the highlands. */
function moving(mark: string | null, { saysFirstPlace = false } = {}) {
  const [from, to] = [world.scope, world.otherScope];
  const made = creationOf(world.ports, { scope: from });
  const [create, title] = made as [Operation, Operation];
  const tx = uuidv7(world.ports.clock, world.ports.random);
  const there = idInScope({ scope: from, record: create.record }, to);
  const arrival = creationOf(world.ports, { scope: to, record: there, tx });
  const place = { scope: to, record: there, tx };
  if (mark !== null) arrival.push(operationOf(world.ports, { ...place, field: 'marking', value: mark }));
  if (saysFirstPlace) {
    const first = { scope: from, record: create.record };
    arrival.push(operationOf(world.ports, { ...place, field: firstPlaceField, value: first }));
  }
  const value = { seen: [title.id], to: { scope: to, record: there }, made: arrival.map(({ id }) => id) };
  const marked = operationOf(world.ports, {
    scope: from,
    record: create.record,
    tx,
    kind: 'move',
    field: '@exists',
    value,
    supersedes: [create.id],
  });
  return { made, arrival, mark: marked };
}
async function move(tlp: string | null) {
  const { made, arrival, mark } = moving(tlp);
  await send(people.ana, [made]);
  return { answers: [...new Set(await send(people.ana, [arrival, [mark]]))], arrival, mark };
}

test('[AG3] without an agreement nothing goes to the other centre, and nothing of it arrives', async () => {
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
  const there = await world.store.transaction((tx) => tx.page(world.otherScope, 0, 1_000_000));
  expect(there).toEqual([]);
});

test('[AG3] what is agreed goes; a mark above the ceiling, no mark, and RED stay', async () => {
  await agree();
  expect((await move('TLP:AMBER')).answers).toEqual(['accepted']);
  for (const mark of ['TLP:AMBER+STRICT', null, 'TLP:RED']) {
    expect((await move(mark)).answers, String(mark)).toEqual(['refused: no-agreement']);
  }
});

test('[AG3] a kind that is not named stays', async () => {
  await agree(termsOf({ kinds: ['course'] }));
  expect((await move('TLP:CLEAR')).answers).toEqual(['refused: no-agreement']);
});

test('[AG3] a scope of the whole network asks for nothing', async () => {
  await world.store.transaction((tx) => tx.addScope({ id: world.otherScope, name: 'Doctrine' }));
  expect((await move('TLP:RED')).answers).toEqual(['accepted']);
});

test('[AG3] one signature is not two, and the same person of the wrong centre is none', async () => {
  const terms = termsOf();
  await propose(terms);
  await say(actOf(profile('ben'), terms), people.ben);
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
  const forHighlands = { ...profile('ben'), centre: 'Highlands' };
  expect(await say(actOf(forHighlands, terms), people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect(await say(actOf(profile('cid'), terms), people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
});

test('[OD3] one device does not sign for two, whoever is enrolled on it and whatever the words say of themselves', async () => {
  const terms = termsOf();
  const refused = ['accepted', 'refused: same-device'];
  expect(await propose(terms, people.ana, shared)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('ben'), terms), people.ben, shared)).toEqual(refused);
  // What takes away may be said anywhere, and the next device may sign.
  expect(await say(actOf(profile('ben'), terms, 'end'), people.ben, shared)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('ben'), terms), people.ben)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('cid'), terms), people.cid, devices[people.ben])).toEqual([
    'refused: author-not-on-device',
    'refused: author-not-on-device',
  ]);
});

test('[OD3] nor is it asked for there after somebody else has signed', async () => {
  const terms = termsOf();
  expect(await say(actOf(profile('ben'), terms), people.ben, shared)).toEqual(['accepted', 'accepted']);
  expect(await propose(terms, people.ana, shared)).toEqual(['accepted', 'refused: same-device']);
});

/** A steward accepts what is held of these people; what says no, or that it was done. */
async function accept(...authors: readonly string[]) {
  const person = await world.person('Wen', ['steward']);
  return world.store.transaction(async (tx) => {
    const held = await tx.heldIn([world.scope], 100);
    const operations = held.flatMap(({ operation: { id, origin } }) => (authors.includes(origin.author) ? [id] : []));
    const who = { person, account: '', grants: await tx.grants([person]) };
    const decided = await decideHeld(tx, world.ports, who, { operations, verdict: 'accepted', note: '' });
    return decided.ok ? 'accepted' : decided.failure;
  });
}
const sameDevice = { kind: 'cannot-accept', reason: 'same-device' };

test.each(['ana', 'ben'] as const)(
  '[OD3] what one laptop brought after it was withdrawn is not accepted for two persons: %s first',
  async (one) => {
    const other = one === 'ana' ? 'ben' : 'ana';
    const id = shared.identity.device;
    await world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(id);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: world.ports.time });
    });
    await propose(termsOf(), people.ana, shared);
    await say(actOf(profile('ben'), termsOf()), people.ben, shared);
    expect(await accept(people.ana, people.ben)).toEqual(sameDevice);
    expect(await accept(people[one])).toBe('accepted');
    expect(await accept(people[other])).toEqual(sameDevice);
  },
);

test('[OD3] nor is a held word accepted after another person spoke on its device; one of an own device is', async () => {
  await world.store.transaction((tx) => tx.setRoles(people.ben, world.scope, ['guest']));
  const act = actOf(profile('ben'), termsOf());
  expect(await say(act, people.ben, shared)).toEqual(['quarantined: role-may-not', 'quarantined: role-may-not']);
  expect(await propose(termsOf(), people.ana, shared)).toEqual(['accepted', 'accepted']);
  expect(await accept(people.ben)).toEqual(sameDevice);
  world.ports.time += 1;
  const held = await world.store.transaction((tx) => tx.heldIn([world.scope], 100));
  await world.store.transaction((tx) =>
    tx.keep(held.map((kept) => ({ ...kept, outcome: { kind: 'refused', id: kept.outcome.id, reason: 'discarded' } }))),
  );
  expect(await say(act, people.ben)).toEqual(['quarantined: role-may-not', 'quarantined: role-may-not']);
  expect(await accept(people.ben)).toBe('accepted');
});

test('[OD1] a word that names another device than the one that signed it is refused', async () => {
  const named = (on: ScriptedDevice | undefined) => ({
    ...actOf(profile('ben'), termsOf()),
    device: on?.identity.device,
  });
  expect(await say(named(shared), people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect(await say(named(devices[people.ben]), people.ben)).toEqual(['accepted', 'accepted']);
});

test('[OD4] in the sample network, where everybody is on one laptop, persons alone are counted', async () => {
  const sample = createMemoryHubStore();
  world = await createWorld(sample, undefined, true);
  const [ana, ben] = [await world.person('Ana', ['coordinator']), await world.person('Ben', ['director'])];
  people = { ana, ben, cid: ben };
  const one = await world.device([ana, ben]);
  await sample.transaction(async (tx) => {
    await tx.addPerson({ person: ana, name: 'ana', centre: 'Capital' });
    await tx.addPerson({ person: ben, name: 'ben', centre: 'Coast' });
  });
  expect(await propose(termsOf(), ana, one)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('ben'), termsOf()), ben, one)).toEqual(['accepted', 'accepted']);
});

test('[AG6] a mark that comes after what it names is judged by what came', async () => {
  await agree();
  const inPieces = async (tlp: string) => {
    const { made, arrival, mark } = moving(tlp);
    await send(people.ana, [made, arrival]);
    return send(people.ana, [[mark]]);
  };
  expect(await inPieces('TLP:AMBER')).toEqual(['accepted']);
  expect(await inPieces('TLP:AMBER+STRICT')).toEqual(['refused: no-agreement']);
});

test('[AG6] [MV5] a mark that waits for what it names is judged when that has come', async () => {
  await agree();
  const { made, arrival, mark } = moving('TLP:AMBER', { saysFirstPlace: true });
  await send(people.ana, [made]);
  expect(await send(people.ana, [[mark]])).toEqual(['needs-newer-hub']);
  await send(people.ana, [arrival]);
  const placed = await world.store.transaction((tx) => tx.accepted([mark.id]));
  expect([...placed.keys()]).toEqual([mark.id]);
});

test('[AG6] what names anything but its own arrival stays, and so does what goes to a scope that nobody knows', async () => {
  await agree();
  const { made, arrival, mark } = moving('TLP:AMBER');
  await send(people.ana, [made, arrival]);
  const { to } = mark.value as { to: { scope: string; record: string } };
  const says = (more: object) => operationOf(world.ports, { ...mark, value: { ...(mark.value as object), ...more } });
  expect(await send(people.ana, [[says({ made: [made[0]?.id] })]])).toEqual(['refused: no-agreement']);
  const nowhere = { ...to, scope: uuidv7(world.ports.clock, world.ports.random) };
  expect(await send(people.ana, [[says({ to: nowhere })]])).toEqual(['refused: no-agreement']);
});

test('[RT2] a retention rule, and what is said of one, names whoever says it, else it is refused', async () => {
  const rule = {
    kind: 'review',
    months: 12,
    action: 'remove',
    basis: 'The records act',
    language: 'en',
    centre: 'Coast',
  };
  const said = (type: string, field: string, value: Json) =>
    creationOf(world.ports, { scope: world.scope, type, field, value });
  const proposal = (name: keyof typeof people) =>
    said('retention-rule', 'rule', { ...rule, by: { ...profile(name) }, at: 1 });
  const approval = (name: keyof typeof people) =>
    said('retention-act', 'act', {
      does: 'approve',
      digest: '0'.repeat(64),
      note: '',
      language: 'en',
      by: { ...profile(name) },
      at: 1,
    });
  expect(await send(people.ana, [proposal('ana')])).toEqual(['accepted', 'accepted']);
  expect(await send(people.ana, [proposal('ben')])).toEqual(['accepted', 'refused: value-invalid']);
  expect(await send(people.ana, [approval('ana')])).toEqual(['accepted', 'accepted']);
  expect(await send(people.ana, [approval('ben')])).toEqual(['accepted', 'refused: value-invalid']);
});

test('[AG2] terms name whoever proposed them, else they are refused', async () => {
  expect(await propose(termsOf({ by: profile('ben') }))).toEqual(['accepted', 'refused: value-invalid']);
});

test('[AG4] what arrives when it has run out, or was ended, is held for the steward', async () => {
  const terms = termsOf();
  await agree(terms);
  await say(actOf(profile('cid'), terms, 'end'), people.cid);
  expect((await move('TLP:AMBER')).answers).toEqual(['quarantined: no-agreement']);
  expect((await move('TLP:AMBER+STRICT')).answers).toEqual(['refused: no-agreement']);
});

test('[AG4] the last day counts by the clock of the hub', async () => {
  await agree();
  world.ports.time += 30 * day;
  expect((await move('TLP:AMBER')).answers).toEqual(['accepted']);
  world.ports.time += day;
  expect((await move('TLP:AMBER')).answers).toEqual(['quarantined: no-agreement']);
});

test('[AG3] a record goes home without an agreement', async () => {
  await agree();
  const { arrival, mark } = await move('TLP:AMBER');
  world.ports.time += 60 * day;
  const tx = uuidv7(world.ports.clock, world.ports.random);
  const home = { scope: world.scope, record: mark.record, tx };
  const back = operationOf(world.ports, {
    ...home,
    kind: 'restore',
    field: '@exists',
    value: null,
    supersedes: [mark.id],
  });
  const [create, title] = arrival as [Operation, Operation];
  const value = { seen: [title.id], to: { scope: world.scope, record: mark.record }, made: [back.id] };
  const leaves = operationOf(world.ports, {
    scope: world.otherScope,
    record: create.record,
    tx,
    kind: 'move',
    field: '@exists',
    value,
    supersedes: [create.id],
  });
  expect(await send(people.ana, [[back], [leaves]])).toEqual(['accepted', 'accepted']);
});

test('[AG3] a step goes with its playbook, and one that comes later to a playbook that went', async () => {
  await agree();
  const { mark } = await move('TLP:AMBER');
  const playbook = idInScope({ scope: world.scope, record: mark.record }, world.otherScope);
  const late = (owner: string) => {
    const made = creationOf(world.ports, { scope: world.scope, type: 'step', field: 'playbook', value: mark.record });
    const [create, set] = made as [Operation, Operation];
    const tx = uuidv7(world.ports.clock, world.ports.random);
    const there = {
      scope: world.otherScope,
      record: idInScope({ scope: world.scope, record: create.record }, world.otherScope),
      tx,
    };
    const arrival = creationOf(world.ports, { ...there, type: 'step', field: 'playbook', value: owner });
    const value = {
      seen: [set.id],
      to: { scope: there.scope, record: there.record },
      made: arrival.map(({ id }) => id),
    };
    const leaves = operationOf(world.ports, {
      scope: world.scope,
      type: 'step',
      record: create.record,
      tx,
      kind: 'move',
      field: '@exists',
      value,
      supersedes: [create.id],
    });
    return { made, parts: [arrival, [leaves]] };
  };
  const step = late(playbook);
  await send(people.ana, [step.made]);
  expect([...new Set(await send(people.ana, step.parts))]).toEqual(['accepted']);
  const lost = late(uuidv7(world.ports.clock, world.ports.random));
  await send(people.ana, [lost.made]);
  expect([...new Set(await send(people.ana, lost.parts))]).toEqual(['refused: no-agreement']);
});

test('[RL3] what is said of a release is its author’s word, in a role that they hold', async () => {
  const said = (name: keyof typeof people, role: string, type = 'release-approval') => {
    const word = { digest: '0'.repeat(64), role, language: 'en', by: { ...profile(name) }, at: 1 };
    const [field, value] =
      type === 'release-approval'
        ? ['act', { does: 'approve', note: '', ...word }]
        : ['withdrawal', { reason: 'The channel was reassigned', ...word }];
    return creationOf(world.ports, { scope: world.scope, type, field: field as string, value: value as Json });
  };
  const answers = async (author: string, ...args: Parameters<typeof said>) => (await send(author, [said(...args)]))[1];
  expect(await answers(people.cid, 'cid', 'approver')).toBe('accepted');
  expect(await answers(people.cid, 'cid', 'coordinator')).toBe('refused: role-may-not');
  expect(await answers(people.cid, 'ben', 'approver')).toBe('refused: value-invalid');
  expect(await answers(people.ben, 'ben', 'director', 'release-withdrawal')).toBe('accepted');
  expect(await answers(people.ben, 'ben', 'approver', 'release-withdrawal')).toBe('refused: role-may-not');
});
