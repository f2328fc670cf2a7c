/** One device speaks for one person ([OD1] to [OD4]), and says nothing in the name of another. */
import { expect, test } from 'vitest';
import type { ScriptedDevice } from '../../test/support/scripted-device.ts';
import { threeCentres } from '../../test/support/three-centres.ts';
import { decideHeld } from '../coordinator/decide-held.ts';

const centres = threeCentres();
const { actOf, profile, propose, say, termsOf } = centres;

/** A steward accepts what is held of these people; what says no, or that it was done. */
async function accept(...authors: readonly string[]) {
  const person = await centres.world.person('Wen', ['steward']);
  return centres.world.store.transaction(async (tx) => {
    const held = await tx.heldIn([centres.world.scope], 100);
    const operations = held.flatMap(({ operation: { id, origin } }) => (authors.includes(origin.author) ? [id] : []));
    const who = { person, account: '', grants: await tx.grants([person]) };
    const decided = await decideHeld(tx, centres.world.ports, who, { operations, verdict: 'accepted', note: '' });
    return decided.ok ? 'accepted' : decided.failure;
  });
}
const sameDevice = { kind: 'cannot-accept', reason: 'same-device' };

test('[OD3] one device does not sign for two, whoever is enrolled on it and whatever the words say of themselves', async () => {
  const terms = termsOf();
  const refused = ['accepted', 'refused: same-device'];
  expect(await propose(terms, centres.people.ana, centres.shared)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('ben'), terms), centres.people.ben, centres.shared)).toEqual(refused);
  // What takes away may be said anywhere, and the next device may sign.
  expect(await say(actOf(profile('ben'), terms, 'end'), centres.people.ben, centres.shared)).toEqual([
    'accepted',
    'accepted',
  ]);
  expect(await say(actOf(profile('ben'), terms), centres.people.ben)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('cid'), terms), centres.people.cid, centres.devices[centres.people.ben])).toEqual([
    'refused: author-not-on-device',
    'refused: author-not-on-device',
  ]);
});

test('[OD3] nor is it asked for there after somebody else has signed', async () => {
  const terms = termsOf();
  expect(await say(actOf(profile('ben'), terms), centres.people.ben, centres.shared)).toEqual(['accepted', 'accepted']);
  expect(await propose(terms, centres.people.ana, centres.shared)).toEqual(['accepted', 'refused: same-device']);
});

test.each(['ana', 'ben'] as const)(
  '[OD3] what one laptop brought after it was withdrawn is not accepted for two persons: %s first',
  async (one) => {
    const other = one === 'ana' ? 'ben' : 'ana';
    const id = centres.shared.identity.device;
    await centres.world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(id);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: centres.world.ports.time });
    });
    await propose(termsOf(), centres.people.ana, centres.shared);
    await say(actOf(profile('ben'), termsOf()), centres.people.ben, centres.shared);
    expect(await accept(centres.people.ana, centres.people.ben)).toEqual(sameDevice);
    expect(await accept(centres.people[one])).toBe('accepted');
    expect(await accept(centres.people[other])).toEqual(sameDevice);
  },
);

test('[OD3] nor is a held word accepted after another person spoke on its device; one of an own device is', async () => {
  await centres.world.store.transaction((tx) => tx.setRoles(centres.people.ben, centres.world.scope, ['guest']));
  const act = actOf(profile('ben'), termsOf());
  expect(await say(act, centres.people.ben, centres.shared)).toEqual([
    'quarantined: role-may-not',
    'quarantined: role-may-not',
  ]);
  expect(await propose(termsOf(), centres.people.ana, centres.shared)).toEqual(['accepted', 'accepted']);
  expect(await accept(centres.people.ben)).toEqual(sameDevice);
  centres.world.ports.time += 1;
  const held = await centres.world.store.transaction((tx) => tx.heldIn([centres.world.scope], 100));
  await centres.world.store.transaction((tx) =>
    tx.keep(held.map((kept) => ({ ...kept, outcome: { kind: 'refused', id: kept.outcome.id, reason: 'discarded' } }))),
  );
  expect(await say(act, centres.people.ben)).toEqual(['quarantined: role-may-not', 'quarantined: role-may-not']);
  expect(await accept(centres.people.ben)).toBe('accepted');
});

test('[OD1] a word that names another device than the one that signed it is refused', async () => {
  const named = (on: ScriptedDevice | undefined) => ({
    ...actOf(profile('ben'), termsOf()),
    device: on?.identity.device,
  });
  expect(await say(named(centres.shared), centres.people.ben)).toEqual(['accepted', 'refused: value-invalid']);
  expect(await say(named(centres.devices[centres.people.ben]), centres.people.ben)).toEqual(['accepted', 'accepted']);
});

test('[OD4] in the sample network, where everybody is on one laptop, persons alone are counted', async () => {
  await centres.found({ isSample: true });
  const { ana, ben } = centres.people;
  expect(await propose(termsOf(), ana, centres.shared)).toEqual(['accepted', 'accepted']);
  expect(await say(actOf(profile('ben'), termsOf()), ben, centres.shared)).toEqual(['accepted', 'accepted']);
});
