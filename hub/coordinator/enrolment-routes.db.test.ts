/** How a coordinator lets people and devices in, and what that never gives. */
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { openEnrolmentAnswer } from '../../shared/protocol/enrolment-answer.ts';
import { encodeEnrolmentRequest, requestHash } from '../../shared/protocol/enrolment-request.ts';
import { coordinatorAtHub, origin } from '../../test/support/coordinator-at-hub.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';

const hub = coordinatorAtHub();
const { asCoordinator, call } = hub;

const uuid = '00000000-0000-4000-8000-000000000001';

const requested = (secret: Uint8Array) => ({
  publicKey: toHex(publicKeyOf(secret)),
  deviceName: 'KP-03',
  madeAt: hub.ports.time,
});

async function requestOfLaptop() {
  const secret = hub.ports.random.bytes(32);
  const sign = (bytes: Uint8Array) => signEd25519(secret, bytes);
  return { secret, request: await encodeEnrolmentRequest(requested(secret), hub.ports.random, sign) };
}

describe('what a coordinator does', () => {
  test('a code for new people of a centre enrols a device with the roles that were given; it shows until it is used', async () => {
    const created = await asCoordinator('/codes/create', {
      persons: [],
      newPersons: [{ name: 'Ana Petrov', centre: 'Perrin Lakes' }],
      grants: [{ scope: hub.world.scope, roles: ['trainer'] }],
    });
    expect(created.body).toMatchObject({ persons: [{ name: 'Ana Petrov', centre: 'Perrin Lakes' }] });
    const selector = created.body.code.slice(0, 4);
    const open = await asCoordinator('/codes');
    expect(open.body.codes).toMatchObject([{ selector, triesLeft: 5, persons: [{ name: 'Ana Petrov' }] }]);
    expect(JSON.stringify(open.body)).not.toContain(created.body.code.slice(5, 9));
    const { person } = created.body.persons[0];
    const grants = await hub.world.store.transaction((tx) => tx.grants([person]));
    expect(grants).toEqual([{ person, scope: hub.world.scope, roles: ['trainer'] }]);
    expect((await asCoordinator('/codes/withdraw', { selector })).status).toBe(200);
    expect((await asCoordinator('/codes')).body.codes).toEqual([]);
  });

  test('[OE1] [OE2] [OE5] answers the request of a laptop without a network, once, and the log says who did', async () => {
    const { request, secret } = await requestOfLaptop();
    const order = {
      request: toHex(request),
      address: 'http://127.0.0.1',
      persons: [],
      newPersons: [{ name: 'Imani', centre: 'Kestrel Plain' }],
      grants: [{ scope: hub.world.scope, roles: ['trainer'] }],
    };
    const people = async () => (await asCoordinator('/people')).body.people.length;
    const before = await people();
    // A hub without a key of its own signs nothing, and makes nobody known for it.
    expect(await asCoordinator('/requests/answer', order)).toMatchObject({
      status: 409,
      body: { kind: 'hub-has-no-key' },
    });
    expect(await people()).toBe(before);
    await hub.world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const damaged = toHex(request.map((byte, at) => (at === 40 ? byte ^ 1 : byte)));
    expect(await asCoordinator('/requests/answer', { ...order, request: damaged })).toMatchObject({
      status: 422,
      body: { kind: 'request-unreadable' },
    });
    expect((await call('/requests/answer', order)).status).toBe(401);
    const { status, body } = await asCoordinator('/requests/answer', order);
    expect(status).toBe(200);
    const opened = await openEnrolmentAnswer(fromHex(body.answer), request, hub.ports.time);
    if (!opened.ok) throw new Error(opened.failure.kind);
    const { identity, words, hubAddress } = opened.value;
    expect([words, hubAddress]).toEqual([body.words, 'http://127.0.0.1']);
    expect(identity).toMatchObject({ profiles: [{ name: 'Imani', centre: 'Kestrel Plain' }] });
    expect(identity.grants[0]?.roles).toEqual(['trainer']);
    expect(await asCoordinator('/requests/answer', order)).toMatchObject({
      status: 409,
      body: { kind: 'request-answered', retry: 'never' },
    });
    const another = await encodeEnrolmentRequest(requested(secret), hub.ports.random, (bytes) =>
      signEd25519(secret, bytes),
    );
    expect((await asCoordinator('/requests/answer', { ...order, request: toHex(another) })).status).toBe(409);
    expect(await people()).toBe(before + 1);
    const entries = await hub.world.store.transaction((tx) => tx.waitingLogEntries(1_000));
    const enrolments = entries.filter((entry) => entry.class === 'enrolment');
    expect(enrolments.map(({ opened: said }) => JSON.parse(said?.statement ?? ''))).toMatchObject([
      { device: identity.device, by: hub.coordinator, request: toHex(requestHash(request)) },
    ]);
  });

  test('[OE5] two coordinators who answer one request at once: one answer, one device, and the other is told', async () => {
    await hub.world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const { request } = await requestOfLaptop();
    const order = { request: toHex(request), address: origin, persons: [hub.coordinator], newPersons: [], grants: [] };
    const ben = await hub.world.person('Ben', ['trainer']);
    const ask = () => asCoordinator('/requests/answer', { ...order, persons: [ben] });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await hub.world.store.transaction((tx) => tx.allDevices())).toHaveLength(1);
  });

  test('[OE2] an answer gives no power either: not the roles of those who decide, and no device of such a person', async () => {
    await hub.world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const { request } = await requestOfLaptop();
    const order = { request: toHex(request), address: origin, persons: [] as string[], newPersons: [], grants: [] };
    const steward = await hub.world.person('Sten', ['steward']);
    const ben = await hub.world.person('Ben', ['trainer']);
    const grants = [{ scope: hub.world.scope, roles: ['coordinator'] }];
    expect((await asCoordinator('/requests/answer', { ...order, persons: [steward] })).status).toBe(403);
    expect((await asCoordinator('/requests/answer', { ...order, persons: [ben], grants })).status).toBe(403);
    expect(await hub.world.store.transaction((tx) => tx.allDevices())).toEqual([]);
    // The request still waits for one who may.
    expect((await asCoordinator('/requests/answer', { ...order, persons: [ben] })).status).toBe(200);
  });

  test('[GV1] a code gives no power: not the roles of those who decide, not elsewhere, and not a device of such a person', async () => {
    const steward = await hub.world.person('Wen', ['steward']);
    const ben = await hub.world.person('Ben', ['guest']);
    const ask = async (says: object) => {
      const body = { persons: [], newPersons: [], grants: [], ...says };
      return (await asCoordinator('/codes/create', body)).body.kind;
    };
    const give = (role: string, scope = hub.world.scope) => ask({ persons: [ben], grants: [{ scope, roles: [role] }] });
    for (const role of ['coordinator', 'steward', 'approver', 'auditor', 'director', 'reviewer'])
      expect(await give(role)).toBe('not-yours-to-give');
    expect(await give('trainer', hub.world.otherScope)).toBe('not-yours-to-give');
    expect(await ask({ persons: [steward] })).toBe('not-yours-to-give');
    expect(await ask({ persons: [hub.coordinator] })).toBe('not-yours-to-give');
    expect(await ask({ persons: [uuid] })).toBe('not-found');
    expect(await ask({})).toBe('not-found');
    await hub.world.store.transaction((tx) => tx.setRoles(ben, hub.world.otherScope, ['trainer']));
    expect(await give('trainer')).toBe('not-yours-to-give');
    expect((await asCoordinator('/codes')).body.codes).toEqual([]);
    const { people } = (await asCoordinator('/people')).body;
    const mayEnrol = Object.fromEntries(people.map((row: never) => [row['person']['name'], row['mayEnrol']]));
    expect(mayEnrol).toEqual({ Anneke: false, Ben: false, Wen: false });
  });
});
