/** Roles that several give: on the real decisions and the store in memory. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { certificateIn } from '../../shared/protocol/device-certificate.ts';
import { enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import { countingPorts, createWorld, type World } from '../../test/support/scripted-device.ts';
import type { Coordinator } from '../coordinator/access.ts';
import { createEnrolmentCode } from '../coordinator/decide-enrolment.ts';
import { readPeople } from '../coordinator/read-network.ts';
import { enrol } from '../enrol/decide-enrol.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import type { Device } from '../sync/hub-store.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { revoke } from '../trust/revoke.ts';
import { proposalLifeMs, proposeRoles, signProposal, takeRole, withdrawProposal } from './decide-grants.ts';
import { readMembers } from './read-members.ts';

let world: World;
let people: Readonly<Record<'anneke' | 'wen' | 'mireille' | 'ruslan' | 'trainer' | 'far', string>>;

beforeEach(async () => {
  const ports = countingPorts();
  world = await createWorld(createMemoryHubStore(ports), ports);
  await world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  people = {
    anneke: await world.person('Anneke', ['coordinator']),
    wen: await world.person('Wen', ['steward']),
    mireille: await world.person('Mireille', ['coordinator', 'reviewer']),
    ruslan: await world.person('Ruslan', ['trainer']),
    trainer: await world.person('Tomasz', ['trainer']),
    far: await world.person('Far', []),
  };
  await world.store.transaction((tx) => tx.setRoles(people.far, world.otherScope, ['coordinator']));
});

type Who = keyof typeof people;
/** Does something as somebody, as the page's endpoints do. */
async function as<T>(
  who: Who,
  work: (tx: Parameters<Parameters<World['store']['transaction']>[0]>[0], by: Coordinator) => Promise<T>,
) {
  return world.store.transaction(async (tx) => {
    const person = people[who];
    tx.actAs(person);
    return work(tx, { person, account: '', grants: await tx.grants([person]) });
  });
}
const ports = (grantSignatures?: number) => ({ ...world.ports, grantSignatures });
const said = (result: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
  result.ok ? 'done' : result.failure?.kind;
const propose = async (
  who: Who,
  person: Who,
  roles: readonly string[] = ['director'],
  needed?: number,
  scope = world.scope,
) =>
  said(
    await as(who, (tx, by) =>
      proposeRoles(tx, ports(needed), by, { person: people[person], scope, roles: roles as never }),
    ),
  );
const members = (who: Who) => as(who, (tx, by) => readMembers(tx, world.ports, by));
const first = async () =>
  (await world.store.transaction((tx) => tx.openProposals([world.scope], world.ports.time)))[0]?.id ?? '';
const sign = async (who: Who, id: string) => said(await as(who, (tx, by) => signProposal(tx, ports(), by, id)));
const withdraw = async (who: Who, id: string) => said(await as(who, (tx, by) => withdrawProposal(tx, ports(), by, id)));
const take = async (who: Who, person: Who, role: string) =>
  said(
    await as(who, (tx, by) =>
      takeRole(tx, ports(), by, { person: people[person], scope: world.scope, role: role as never }),
    ),
  );
/** A coordinator makes a code for somebody: the code, or why not. */
const codeFor = async (who: Who, person: Who) => {
  const order = { persons: [people[person]], newPersons: [], grants: [] };
  const made = await as(who, (tx, by) => createEnrolmentCode(tx, { ports: world.ports, pin: null }, by, order));
  return made.ok ? made.value.code : made.failure.kind;
};
/** A laptop uses a code. */
const use = async (code: string) => {
  const secret = world.ports.random.bytes(32);
  const proof = toHex(ed25519.sign(enrolmentDigest(code), secret));
  const request = { protocol: 1, code, publicKey: toHex(ed25519.getPublicKey(secret)), deviceName: 'Laptop', proof };
  return said(await world.store.transaction((tx) => enrol(tx, world.ports, request)));
};
const rolesOf = async (who: Who) =>
  (await world.store.transaction((tx) => tx.grants([people[who]]))).find(({ scope }) => scope === world.scope)?.roles;

describe('giving', () => {
  test('[GV2] [GV4] what one proposes and another signs is given, besides what is held; the page says since when and by whom', async () => {
    expect(await propose('anneke', 'ruslan', ['director', 'trainer'])).toBe('done');
    expect(await rolesOf('ruslan')).toEqual(['trainer']);
    const { proposals, needed } = await members('wen');
    expect(needed).toBe(1);
    expect(proposals).toMatchObject([
      { roles: ['director'], proposedBy: 'Anneke', needed: 1, signed: [], couldSign: 2, maySign: true },
    ]);
    world.ports.time += 60_000;
    expect(await sign('wen', await first())).toBe('done');
    expect(await rolesOf('ruslan')).toEqual(['trainer', 'director']);
    const after = await members('wen');
    expect(after.proposals).toEqual([]);
    const held = after.scopes[0]?.members.filter(({ person }) => person.name === 'Ruslan');
    expect(held).toMatchObject([
      { role: 'director', by: ['Anneke', 'Wen'], since: world.ports.time, until: null, mayTake: true },
      { role: 'trainer', by: [] },
    ]);
  });

  test('[GV2] neither whoever proposed nor whom it is for signs, and nobody proposes for themselves', async () => {
    expect(await propose('anneke', 'anneke')).toBe('own-grant');
    await propose('anneke', 'mireille');
    const id = await first();
    expect([await sign('anneke', id), await sign('mireille', id)]).toEqual(['own-grant', 'own-grant']);
    expect((await members('mireille')).proposals).toMatchObject([{ maySign: false, couldSign: 1 }]);
    expect(await rolesOf('mireille')).toEqual(['reviewer', 'coordinator']);
  });

  test('[GV2] exactly so many others as the hub said when it was proposed, each once, whatever it says later', async () => {
    await propose('anneke', 'ruslan', ['approver'], 2);
    const id = await first();
    expect([await sign('wen', id), await sign('wen', id)]).toEqual(['done', 'done']);
    expect(await rolesOf('ruslan')).toEqual(['trainer']);
    expect((await members('wen')).proposals).toMatchObject([{ signed: [{ name: 'Wen' }], maySign: false, needed: 2 }]);
    const entries = await world.store.transaction((tx) => tx.waitingLogEntries(1_000));
    const words = entries.flatMap(({ opened }) => (opened === null ? [] : [JSON.parse(opened.statement)]));
    expect(words.filter(({ does }) => does === 'sign')).toMatchObject([{ proposal: id, by: people.wen }]);
    expect(await sign('mireille', id)).toBe('done');
    expect(await rolesOf('ruslan')).toEqual(['trainer', 'approver']);
    expect(await sign('mireille', id)).toBe('proposal-over');
  });

  test('[GV3] who does not look after the scope any more is not counted, and what they proposed is over', async () => {
    await propose('anneke', 'ruslan', ['approver'], 2);
    const id = await first();
    await sign('wen', id);
    expect(await take('mireille', 'wen', 'steward')).toBe('done');
    await sign('mireille', id);
    expect(await rolesOf('ruslan')).toEqual(['trainer']);
    expect(await take('mireille', 'anneke', 'coordinator')).toBe('done');
    expect(await sign('mireille', id)).toBe('proposal-over');
    expect((await members('mireille')).proposals).toEqual([]);
    expect(await propose('mireille', 'ruslan', ['approver'])).toBe('done');
  });

  test('[GV3] a signature of something else does not count', async () => {
    await propose('anneke', 'ruslan');
    const [proposal, scope] = [await first(), world.scope];
    const other = { proposal, scope, person: people.wen, digest: 'ab'.repeat(32), at: world.ports.time };
    await world.store.transaction((tx) => tx.addSignature(other));
    expect((await members('wen')).proposals).toMatchObject([{ signed: [], couldSign: 2 }]);
  });

  test('[GV2] it ends after 14 days, and may be proposed anew; what is open or held already is not', async () => {
    expect(await propose('anneke', 'ruslan', ['trainer'])).toBe('already-so');
    await propose('anneke', 'ruslan');
    const id = await first();
    expect(await propose('wen', 'ruslan')).toBe('already-so');
    world.ports.time += proposalLifeMs;
    expect(await sign('wen', id)).toBe('proposal-over');
    expect((await members('wen')).proposals).toEqual([]);
    expect(await propose('wen', 'ruslan')).toBe('done');
  });

  test('[GV5] one takes a proposal back, whoever made it, and then nobody signs it', async () => {
    await propose('anneke', 'ruslan');
    const id = await first();
    expect([await withdraw('wen', id), await withdraw('wen', id)]).toEqual(['done', 'proposal-over']);
    expect(await sign('mireille', id)).toBe('proposal-over');
    expect(await rolesOf('ruslan')).toEqual(['trainer']);
  });

  test('[GV6] of a scope that one does not look after nothing is told and nothing done', async () => {
    await propose('anneke', 'ruslan');
    const id = await first();
    for (const who of ['far', 'trainer'] as const) {
      expect(await propose(who, 'ruslan')).toBe('not-yours-to-give');
      expect([await sign(who, id), await withdraw(who, id)]).toEqual(['not-found', 'not-found']);
      expect(await take(who, 'wen', 'steward')).toBe('not-found');
    }
    expect(await members('far')).toMatchObject({ scopes: [{ id: world.otherScope }], proposals: [] });
    // Nor can somebody be named whom one does not see.
    expect(await propose('anneke', 'far')).toBe('not-found');
    expect((await members('anneke')).people.map(({ name }) => name)).not.toContain('Far');
  });
});

describe('taking away', () => {
  test('[GV5] [RV3] one is enough, one’s own included, and certificates that say it are revoked at once', async () => {
    const device = await world.device([people.mireille]);
    const before = certificateIn(device.identity);
    expect(await take('wen', 'mireille', 'reviewer')).toBe('done');
    expect(await rolesOf('mireille')).toEqual(['coordinator']);
    const revoked = await world.store.transaction((tx) => tx.revocationsAfter(0, 10));
    expect(revoked).toMatchObject([{ device: device.identity.device, serial: before?.serial, by: people.wen }]);
    expect(await take('wen', 'mireille', 'reviewer')).toBe('not-found');
    expect(await take('wen', 'wen', 'steward')).toBe('done');
  });

  test('[GV5] the last who looks after a scope stays', async () => {
    await take('anneke', 'wen', 'steward');
    await take('anneke', 'mireille', 'coordinator');
    expect(await take('anneke', 'anneke', 'coordinator')).toBe('last-overseer');
    const { scopes } = await members('anneke');
    const may = scopes[0]?.members.map(({ person, mayTake }) => [person.name, mayTake]);
    expect(may).toContainEqual(['Anneke', false]);
    expect(may).toContainEqual(['Tomasz', true]);
  });
});

describe('laptops of who decides', () => {
  test('[GV8] beside a proposal stand the devices of whom it is for, those of long before first, and whether others use them', async () => {
    const proposed = async () => (await members('wen')).proposals.map(({ devices }) => devices);
    await propose('anneke', 'ruslan');
    expect(await proposed()).toEqual([[]]);
    const since = world.ports.time;
    await world.device([people.ruslan]);
    world.ports.time += 60_000;
    await world.device([people.trainer, people.ruslan]);
    const gone = await world.device([people.ruslan]);
    await world.store.transaction(async (tx) => {
      await revoke(tx, world.ports, (await tx.device(gone.identity.device)) as Device, { by: null });
    });
    expect(await proposed()).toEqual([
      [
        { name: 'Laptop', enrolledAt: since, shared: false },
        { name: 'Laptop', enrolledAt: since + 60_000, shared: true },
      ],
    ]);
  });

  test('[GV1] who takes the roles of somebody away makes no code for them, to have the roles given back to that laptop', async () => {
    await take('wen', 'mireille', 'reviewer');
    await take('wen', 'mireille', 'coordinator');
    expect(await rolesOf('mireille')).toBeUndefined();
    expect(await codeFor('wen', 'mireille')).toBe('not-yours-to-give');
    const shown = await as('wen', (tx, by) => readPeople(tx, by, world.ports.time));
    expect(shown.people.find(({ person }) => person.person === people.mireille)?.mayEnrol).toBe(false);
  });

  test('[GV1] nor for somebody while they are proposed for such roles', async () => {
    await propose('anneke', 'ruslan', ['translator']);
    expect(await use(await codeFor('wen', 'ruslan'))).toBe('done');
    await propose('anneke', 'ruslan');
    expect(await codeFor('anneke', 'ruslan')).toBe('not-yours-to-give');
    expect(await take('mireille', 'anneke', 'coordinator')).toBe('done');
    expect(await use(await codeFor('wen', 'ruslan'))).toBe('done');
  });

  test('[GV1] a code that a coordinator made before several gave such a role makes no laptop after it', async () => {
    const code = await codeFor('anneke', 'ruslan');
    await propose('anneke', 'ruslan');
    await sign('wen', await first());
    expect(await use(code)).toBe('code-refused');
    // The hub's own machine makes one.
    expect((await world.device([people.ruslan])).identity.profiles).toMatchObject([{ person: people.ruslan }]);
  });
});
