/** Moves between centres at the hub ([AG3] to [AG6]). */
import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { idInScope } from '../../shared/domain/move/moved.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { creationOf, operationOf } from '../../test/support/scripted-device.ts';
import { threeCentres } from '../../test/support/three-centres.ts';

const centres = threeCentres();
const { agree, actOf, profile, propose, say, send, termsOf } = centres;

const day = 86_400_000;

/** A playbook with a mark, and the parts of its move to the highlands. */
function moving(mark: string | null, { saysFirstPlace = false } = {}) {
  const [from, to] = [centres.world.scope, centres.world.otherScope];
  const made = creationOf(centres.world.ports, { scope: from });
  const [create, title] = made as [Operation, Operation];
  const tx = uuidv7(centres.world.ports.clock, centres.world.ports.random);
  const there = idInScope({ scope: from, record: create.record }, to);
  const arrival = creationOf(centres.world.ports, { scope: to, record: there, tx });
  const place = { scope: to, record: there, tx };
  if (mark !== null) arrival.push(operationOf(centres.world.ports, { ...place, field: 'marking', value: mark }));
  if (saysFirstPlace) {
    const first = { scope: from, record: create.record };
    arrival.push(operationOf(centres.world.ports, { ...place, field: firstPlaceField, value: first }));
  }
  const value = { seen: [title.id], to: { scope: to, record: there }, made: arrival.map(({ id }) => id) };
  const marked = operationOf(centres.world.ports, {
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
  await send(centres.people.ana, [made]);
  return { answers: [...new Set(await send(centres.people.ana, [arrival, [mark]]))], arrival, mark };
}

test('[AG3] without an agreement nothing goes to the other centre, and nothing of it arrives', async () => {
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
  const there = await centres.world.store.transaction((tx) => tx.page(centres.world.otherScope, 0, 1_000_000));
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
  await centres.world.store.transaction((tx) => tx.addScope({ id: centres.world.otherScope, name: 'Doctrine' }));
  expect((await move('TLP:RED')).answers).toEqual(['accepted']);
});

test('[AG3] one signature is not two, and the same person of the wrong centre is none', async () => {
  const terms = termsOf();
  await propose(terms);
  await say(actOf(profile('ben'), terms), centres.people.ben);
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
  const forHighlands = { ...profile('ben'), centre: 'Highlands' };
  expect(await say(actOf(forHighlands, terms), centres.people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect(await say(actOf(profile('cid'), terms), centres.people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect((await move('TLP:GREEN')).answers).toEqual(['refused: no-agreement']);
});

test('[AG6] a mark that comes after what it names is judged by what came', async () => {
  await agree();
  const inPieces = async (tlp: string) => {
    const { made, arrival, mark } = moving(tlp);
    await send(centres.people.ana, [made, arrival]);
    return send(centres.people.ana, [[mark]]);
  };
  expect(await inPieces('TLP:AMBER')).toEqual(['accepted']);
  expect(await inPieces('TLP:AMBER+STRICT')).toEqual(['refused: no-agreement']);
});

test('[AG6] [MV5] a mark that waits for what it names is judged when that has come', async () => {
  await agree();
  const { made, arrival, mark } = moving('TLP:AMBER', { saysFirstPlace: true });
  await send(centres.people.ana, [made]);
  expect(await send(centres.people.ana, [[mark]])).toEqual(['needs-newer-hub: move-incomplete']);
  await send(centres.people.ana, [arrival]);
  const placed = await centres.world.store.transaction((tx) => tx.accepted([mark.id]));
  expect([...placed.keys()]).toEqual([mark.id]);
});

test('[AG6] what names anything but its own arrival stays, and so does what goes to a scope that nobody knows', async () => {
  await agree();
  const { made, arrival, mark } = moving('TLP:AMBER');
  await send(centres.people.ana, [made, arrival]);
  const { to } = mark.value as { to: { scope: string; record: string } };
  const says = (more: object) =>
    operationOf(centres.world.ports, { ...mark, value: { ...(mark.value as object), ...more } });
  expect(await send(centres.people.ana, [[says({ made: [made[0]?.id] })]])).toEqual(['refused: no-agreement']);
  const nowhere = { ...to, scope: uuidv7(centres.world.ports.clock, centres.world.ports.random) };
  expect(await send(centres.people.ana, [[says({ to: nowhere })]])).toEqual(['refused: no-agreement']);
});

test('[AG4] what arrives when it has run out, or was ended, is held for the steward', async () => {
  const terms = termsOf();
  await agree(terms);
  await say(actOf(profile('cid'), terms, 'end'), centres.people.cid);
  expect((await move('TLP:AMBER')).answers).toEqual(['quarantined: no-agreement']);
  expect((await move('TLP:AMBER+STRICT')).answers).toEqual(['refused: no-agreement']);
});

test('[AG4] the last day counts by the clock of the hub', async () => {
  await agree();
  centres.world.ports.time += 30 * day;
  expect((await move('TLP:AMBER')).answers).toEqual(['accepted']);
  centres.world.ports.time += day;
  expect((await move('TLP:AMBER')).answers).toEqual(['quarantined: no-agreement']);
});

test('[AG3] a record goes home without an agreement', async () => {
  await agree();
  const { arrival, mark } = await move('TLP:AMBER');
  centres.world.ports.time += 60 * day;
  const tx = uuidv7(centres.world.ports.clock, centres.world.ports.random);
  const home = { scope: centres.world.scope, record: mark.record, tx };
  const back = operationOf(centres.world.ports, {
    ...home,
    kind: 'restore',
    field: '@exists',
    value: null,
    supersedes: [mark.id],
  });
  const [create, title] = arrival as [Operation, Operation];
  const value = { seen: [title.id], to: { scope: centres.world.scope, record: mark.record }, made: [back.id] };
  const leaves = operationOf(centres.world.ports, {
    scope: centres.world.otherScope,
    record: create.record,
    tx,
    kind: 'move',
    field: '@exists',
    value,
    supersedes: [create.id],
  });
  expect(await send(centres.people.ana, [[back], [leaves]])).toEqual(['accepted', 'accepted']);
});

test('[AG3] a step goes with its playbook, and one that comes later to a playbook that went', async () => {
  await agree();
  const { mark } = await move('TLP:AMBER');
  const playbook = idInScope({ scope: centres.world.scope, record: mark.record }, centres.world.otherScope);
  const late = (owner: string) => {
    const made = creationOf(centres.world.ports, {
      scope: centres.world.scope,
      type: 'step',
      field: 'playbook',
      value: mark.record,
    });
    const [create, set] = made as [Operation, Operation];
    const tx = uuidv7(centres.world.ports.clock, centres.world.ports.random);
    const there = {
      scope: centres.world.otherScope,
      record: idInScope({ scope: centres.world.scope, record: create.record }, centres.world.otherScope),
      tx,
    };
    const arrival = creationOf(centres.world.ports, { ...there, type: 'step', field: 'playbook', value: owner });
    const value = {
      seen: [set.id],
      to: { scope: there.scope, record: there.record },
      made: arrival.map(({ id }) => id),
    };
    const leaves = operationOf(centres.world.ports, {
      scope: centres.world.scope,
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
  await send(centres.people.ana, [step.made]);
  expect([...new Set(await send(centres.people.ana, step.parts))]).toEqual(['accepted']);
  const lost = late(uuidv7(centres.world.ports.clock, centres.world.ports.random));
  await send(centres.people.ana, [lost.made]);
  expect([...new Set(await send(centres.people.ana, lost.parts))]).toEqual(['refused: no-agreement']);
});
