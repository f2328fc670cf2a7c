import { expect, test } from 'vitest';
import { draftPlaybook, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { testDevice } from '../../test/support/network.ts';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';
import { fail, ok } from '../base/result.ts';
import { createPacedTransport } from './paced-transport.ts';

/** A transport that answers at once with so many bytes, on a clock that waits move on. */
function paced(answerBytes: number, isCut = false) {
  const clock = createVirtualClock();
  const waits: number[] = [];
  const transport = createPacedTransport(
    {
      async exchange() {
        const bytes = new Uint8Array(answerBytes);
        return isCut ? fail({ kind: 'hub-unreachable', arrived: bytes }) : ok(bytes);
      },
    },
    {
      clock,
      after(milliseconds, work) {
        waits.push(milliseconds);
        clock.advance(milliseconds);
        work();
        return () => {};
      },
    },
  );
  return { transport, waits, clock };
}

test('[BG1] the next request of an exchange waits for the end of a series of saves, not for long, and the first one for none', async () => {
  const clock = createVirtualClock();
  let [saves, waited] = [0, 0];
  const transport = createPacedTransport(
    { exchange: async () => ok(new Uint8Array(10)) },
    {
      clock,
      after(milliseconds, work) {
        clock.advance(milliseconds);
        waited += milliseconds;
        if (saves > 0) transport.saved();
        saves -= 1;
        work();
        return () => {};
      },
    },
  );
  transport.saved();
  expect([await transport.ready?.(), waited]).toEqual([true, 0]);
  await transport.exchange(new Uint8Array(1));
  expect([await transport.ready?.(), waited]).toEqual([true, 300]);
  expect([await transport.ready?.(), waited]).toEqual([true, 300]);
  saves = 3;
  transport.saved();
  await transport.ready?.();
  expect(waited).toBe(300 + 4 * 300);
  await transport.exchange(new Uint8Array(1));
  [saves, waited] = [1_000, 0];
  transport.saved();
  await transport.ready?.();
  expect(waited).toBe(5_000);
  // A clock that was put back, by an hour or by years, holds nobody up: neither the next request nor those after it.
  for (const back of [3_600_000, 10 * 365 * 86_400_000]) {
    [saves, waited] = [0, 0];
    transport.saved();
    await transport.exchange(new Uint8Array(1));
    clock.advance(-back);
    for (let request = 0; request < 3; request += 1) {
      await transport.ready?.();
      await transport.exchange(new Uint8Array(1));
    }
    expect(waited).toBe(0);
  }
  // A series after it is waited for again.
  transport.saved();
  await transport.ready?.();
  expect(waited).toBe(300);
});

test('[BG4] the next request waits until what moved both ways has had its time at the limit', async () => {
  const { transport, waits, clock } = paced(6_000);
  transport.setFlow({ held: false, bytesPerSecond: 1_000 });
  expect(await transport.ready?.()).toBe(true);
  await transport.exchange(new Uint8Array(2_000));
  clock.advance(3_000);
  expect(await transport.ready?.()).toBe(true);
  expect(waits).toEqual([5_000]);
});

test('[BG4] what came of an answer that was cut off moved too', async () => {
  const { transport, waits } = paced(6_000, true);
  transport.setFlow({ held: false, bytesPerSecond: 1_000 });
  await transport.exchange(new Uint8Array(2_000));
  expect(await transport.ready?.()).toBe(true);
  expect(waits).toEqual([8_000]);
});

test('[BG4] without a limit nothing waits, and a clock that was put back makes nobody wait longer than once', async () => {
  const { transport, waits, clock } = paced(6_000);
  await transport.exchange(new Uint8Array(2_000));
  expect([await transport.ready?.(), waits]).toEqual([true, []]);
  transport.setFlow({ held: false, bytesPerSecond: 1_000 });
  await transport.exchange(new Uint8Array(2_000));
  clock.advance(-10 * 365 * 86_400_000);
  const before = waits.length;
  const isReady = transport.ready?.();
  clock.advance(10 * 365 * 86_400_000);
  expect(await isReady).toBe(true);
  expect(waits.slice(before)).toEqual([8_000]);
});

test('[BG3] a hold ends the wait of a limited sync: no further request goes out', async () => {
  let cancelled = 0;
  const clock = createVirtualClock();
  const transport = createPacedTransport(
    { exchange: async () => ok(new Uint8Array(9_000)) },
    {
      clock,
      after: () => () => {
        cancelled += 1;
      },
    },
  );
  transport.setFlow({ held: false, bytesPerSecond: 10 });
  await transport.exchange(new Uint8Array(1_000));
  const isReady = transport.ready?.();
  transport.setFlow({ held: true, bytesPerSecond: 10 });
  expect(await isReady).toBe(false);
  expect(cancelled).toBe(1);
});

test('[BG3] a sync that is held between two requests ends well, keeps what came, and goes on from there', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  for (let n = 1; n <= 6; n++) await save(one, draftPlaybook(n));
  await sync(one);
  hub.pageSize = 6;
  const device = testDevice(2);
  const clock = createVirtualClock();
  const transport = createPacedTransport(hub.transport(device), { clock, after: () => () => {} });
  const two = await startLife({ ...hub, transport: () => transport }, { number: 2, device });
  const stop = two.engine.onChange(() => {
    if (hub.requests.length === 3) transport.setFlow({ held: true, bytesPerSecond: null });
  });
  expect(await sync(two)).toMatchObject({ requests: 2, received: 12 });
  stop();
  transport.setFlow({ held: false, bytesPerSecond: null });
  expect(await sync(two)).toMatchObject({ received: 6 });
  expect(await two.engine.open([playbookId(6)])).toHaveLength(1);
});

test('[BG5] the status tells how many operations came and went of how many, the bytes and the rate', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  for (let n = 1; n <= 4; n++) await save(one, draftPlaybook(n));
  await sync(one);
  await save(two, draftPlaybook(9), 2);
  hub.pageSize = 5;
  const told: unknown[] = [];
  hub.meddle = (answer) => {
    two.clock.advance(1_000);
    return ok(answer);
  };
  const stop = two.engine.onChange(() => void two.engine.status().then(({ progress }) => told.push(progress)));
  await sync(two);
  stop();
  const first = told.find((progress) => progress !== null);
  expect(first).toMatchObject({ sent: 3, toSend: 3, received: 5, toReceive: 15 });
  const { bytesUp, bytesDown, bytesPerSecond } = first as Record<string, number>;
  expect(bytesPerSecond).toBe((bytesUp ?? 0) + (bytesDown ?? 0));
  expect((await two.engine.status()).progress).toBeNull();
});

test('[BG6] a sync that is cut off costs one request: what was settled before is neither sent nor read again', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  for (let n = 1; n <= 10; n++) await save(one, draftPlaybook(n));
  await sync(one);
  hub.pageSize = 6;
  const two = await startLife(hub, { number: 2 });
  for (let n = 11; n <= 20; n++) await save(two, draftPlaybook(n), 2);
  const before = hub.requests.length;
  hub.meddle = (answer) => (hub.requests.length < before + 3 ? ok(answer) : fail({ kind: 'hub-unreachable' }));
  expect((await two.engine.sync()).ok).toBe(false);
  const progressed = hub.requests.length - before;
  hub.meddle = ok;
  const rest = await sync(two);
  expect(rest.sent).toBe(0);
  // Of three answers of six operations the last was lost: twelve of all sixty are not read again.
  expect([progressed, rest.received]).toEqual([3, 60 - 12]);
});
