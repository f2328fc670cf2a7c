import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import { askSigns, foldAsk } from '../../shared/protocol/enrolment-ask.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { answerAsking, refuseAsking } from '../coordinator/decide-enrolment.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { askLifeMs, beginAsk, findAsk, firstWaitMs, lookAtAsk } from './decide-ask.ts';
import { enrol } from './decide-enrol.ts';

let world: World;
let coordinator = '';
let ben = '';
beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  coordinator = await world.person('Anneke', ['coordinator']);
  ben = await world.person('Ben', ['guest']);
});

const kindOf = (result: { ok: boolean; failure?: { kind: string } }) => (result.ok ? 'ok' : result.failure?.kind);
const begin = (address = '10.0.0.9', protocol = 1) =>
  world.store.transaction((tx) =>
    beginAsk(tx, world.ports, { protocol, deviceName: 'Kiosk' }, { address, origin: 'https://hub.example' }),
  );
async function asked() {
  const answer = await begin();
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value;
}
const look = (deviceCode: string, waitMs = firstWaitMs) => {
  world.ports.time += waitMs;
  return world.store.transaction((tx) => lookAtAsk(tx, world.ports, deviceCode));
};
const who = async () => ({
  person: coordinator,
  account: '',
  grants: await world.store.transaction((tx) => tx.grants([coordinator])),
});
const find = (typed: string, by = coordinator) => world.store.transaction((tx) => findAsk(tx, world.ports, by, typed));
async function letIn(userCode: string, order: object = {}) {
  const me = await who();
  const whole = { persons: [ben], newPersons: [], grants: [], userCode, ...order };
  return world.store.transaction((tx) => answerAsking(tx, world.ports, me, whole));
}

describe('a device that asks', () => {
  test('[AK1] shows eight letters that nobody confuses, and is told where they are typed', async () => {
    const one = await asked();
    expect(one).toMatchObject({
      address: 'https://hub.example/coordinator#/enrol',
      waitMs: 5_000,
      endsInMs: askLifeMs,
    });
    expect(one.userCode).toMatch(new RegExp(`^[${askSigns}]{4}-[${askSigns}]{4}$`));
    expect((await asked()).userCode).not.toBe(one.userCode);
    expect(foldAsk(` ${one.userCode.toLowerCase().replace('-', ' ')} `)).toBe(one.userCode.replace('-', ''));
    expect([foldAsk('BCDF-GHJ'), foldAsk('BCDF-GHJA'), foldAsk('BCDF-GHJ1')]).toEqual([null, null, null]);
    // RFC 8628, 5.1: letters for a few tries in a few minutes.
    expect(Math.log2(askSigns.length ** 8)).toBeGreaterThan(34);
    expect(await begin('10.0.0.9', 2)).toMatchObject({ failure: { kind: 'version-mismatch', ours: 1, theirs: 2 } });
  });

  test('[AK2] gets a code once a coordinator has typed its letters, once, and enrols with it as any other', async () => {
    const { deviceCode, userCode } = await asked();
    expect(await look(deviceCode)).toMatchObject({ failure: { kind: 'ask-waits', waitMs: 5_000 } });
    expect(await find(userCode)).toMatchObject({ value: { deviceName: 'Kiosk', address: '10.0.0.9' } });
    const roles = [{ scope: world.scope, roles: ['trainer' as const] }];
    expect(await letIn(userCode, { grants: roles })).toMatchObject({ value: { persons: [{ name: 'Ben' }] } });
    const given = await look(deviceCode);
    const code = given.ok ? given.value.code : '';
    const secret = world.ports.random.bytes(32);
    const publicKey = toHex(ed25519.getPublicKey(secret));
    const proof = toHex(ed25519.sign(enrolmentDigest(code), secret));
    const request = { protocol: 1, code, publicKey, deviceName: 'Kiosk', proof };
    const enrolled = await world.store.transaction((tx) => enrol(tx, world.ports, request));
    expect(enrolled).toMatchObject({
      value: { profiles: [{ name: 'Ben' }], grants: [{ roles: ['trainer', 'guest'] }] },
    });
    expect(kindOf(await look(deviceCode))).toBe('ask-ended');
    expect(kindOf(await letIn(userCode))).toBe('ask-unknown');
    const entries = await world.store.transaction((tx) => tx.waitingLogEntries(1_000));
    const said = entries.filter((entry) => entry.class === 'way-in').map(({ opened }) => opened?.statement ?? '');
    expect(said.map((text) => JSON.parse(text))).toMatchObject([{ asked: 'Kiosk', answer: 'let in', persons: [ben] }]);
  });

  test('[AK3] waits longer when it looked too soon, and is not let in by looking often', async () => {
    const { deviceCode, userCode } = await asked();
    await look(deviceCode, 0);
    expect(await look(deviceCode, 4_999)).toMatchObject({ failure: { kind: 'ask-too-soon', waitMs: 10_000 } });
    await letIn(userCode);
    expect(await look(deviceCode, 9_999)).toMatchObject({ failure: { kind: 'ask-too-soon', waitMs: 15_000 } });
    expect(kindOf(await look(deviceCode, 15_000))).toBe('ok');
  });

  test('[AK4] ends after a quarter of an hour, answered or not, and is told when it is refused', async () => {
    const [first, second, third] = [await asked(), await asked(), await asked()];
    const me = await who();
    await world.store.transaction((tx) => refuseAsking(tx, world.ports, me, second.userCode));
    expect(kindOf(await look(second.deviceCode))).toBe('ask-refused');
    await letIn(third.userCode);
    expect(kindOf(await look(first.deviceCode, askLifeMs))).toBe('ask-ended');
    expect(kindOf(await look(third.deviceCode))).toBe('ask-ended');
    expect(kindOf(await find(first.userCode))).toBe('ask-unknown');
    for (const strange of ['', 'ab', 'ff'.repeat(32), 'FF'.repeat(32)])
      expect(kindOf(await look(strange))).toBe('ask-ended');
  });

  test('[AK5] eight at a time from one address, 64 in all; what is over makes room', async () => {
    for (let n = 0; n < 8; n += 1) expect(kindOf(await begin())).toBe('ok');
    expect(kindOf(await begin())).toBe('hub-busy');
    for (let n = 0; n < 56; n += 1) expect(kindOf(await begin(`10.0.1.${n}`))).toBe('ok');
    expect(kindOf(await begin('10.0.2.1'))).toBe('hub-busy');
    world.ports.time += askLifeMs;
    expect(kindOf(await begin())).toBe('ok');
  });
});

test('[AK5] a coordinator who guesses letters waits longer each time; others do not', async () => {
  const { userCode } = await asked();
  expect(kindOf(await find('BBBB-BBBB'))).toBe('ask-unknown');
  expect(await find(userCode)).toMatchObject({ failure: { kind: 'sign-in-delayed', waitMs: 1_000 } });
  expect(kindOf(await find(userCode, ben))).toBe('ok');
  world.ports.time += 1_000;
  expect(kindOf(await find('nothing'))).toBe('ask-unknown');
  world.ports.time += 1_999;
  expect(kindOf(await find(userCode))).toBe('sign-in-delayed');
  world.ports.time += 1;
  expect(kindOf(await find(userCode))).toBe('ok');
});

test('[AK2] letters give no power: not the roles of those who decide, not elsewhere, and no device of such a person', async () => {
  const { deviceCode, userCode } = await asked();
  const give = async (role: string, scope = world.scope) =>
    kindOf(await letIn(userCode, { grants: [{ scope, roles: [role] }] }));
  for (const role of ['coordinator', 'steward']) expect(await give(role)).toBe('not-yours-to-give');
  expect(await give('trainer', world.otherScope)).toBe('not-yours-to-give');
  expect(kindOf(await letIn(userCode, { persons: [coordinator] }))).toBe('not-yours-to-give');
  expect(kindOf(await look(deviceCode))).toBe('ask-waits');
});
