import { expect, test } from 'vitest';
import { ok } from '../shared/base/result.ts';
import type { RoomLine } from '../shared/sync/room/room-api.ts';
import { createRoomHost } from './room-host.ts';

/** A host on a network where each call waits until it is let through, and lines say when they are closed. */
function setUp() {
  const calls: (() => void)[] = [];
  const closed: string[] = [];
  const ending: (() => void)[] = [];
  const lineTo = (address: string): RoomLine => ({
    exported: new Uint8Array(32),
    exchange: async (message) => ok(message),
    async close() {
      closed.push(address);
      if (address === 'slow') await new Promise<void>((resolve) => ending.push(resolve));
    },
  });
  const host = createRoomHost({
    answer: async (_exported, message) => message,
    tell() {},
    discover: () => ({ addresses: () => [], close: async () => {} }),
    network: {
      openDoor: async () => ({ port: 5_000, close: async () => {} }),
      async callRoom(address) {
        await new Promise<void>((resolve) => calls.push(resolve));
        return ok(lineTo(address));
      },
    },
  });
  const letThrough = () => {
    for (const go of calls.splice(0)) go();
  };
  return { host, letThrough, closed, ending };
}

const over = { ok: false, failure: { kind: 'room-closed' } };

test('[RM1] a line that comes about after the room was closed is ended, also when the room is open again', async () => {
  const { host, letThrough, closed } = setUp();
  await host.open();
  const [one, two] = [host.call({ address: 'one' }), host.call({ address: 'two' })];
  await host.close();
  await host.open();
  letThrough();
  expect([await one, await two]).toEqual([over, over]);
  expect(closed).toEqual(['one', 'two']);
});

test('[RM1] calls under way count among the lines, and those that came to nothing no more', async () => {
  const { host, letThrough } = setUp();
  await host.open();
  const calls = Array.from({ length: 8 }, (_, n) => host.call({ address: `l${n}` }));
  expect(await host.call({ address: 'one more' })).toEqual(over);
  letThrough();
  const lines = await Promise.all(calls);
  expect(lines.map(({ ok: isMade }) => isMade)).toEqual(Array(8).fill(true));
  expect(await host.call({ address: 'one more' })).toEqual(over);
  await host.hangUp({ line: 1 });
  const after = host.call({ address: 'one more' });
  letThrough();
  expect(await after).toMatchObject({ ok: true, value: { line: 9 } });
});

test('[RM1] nothing goes over a line while the room is being closed', async () => {
  const { host, letThrough, ending } = setUp();
  await host.open();
  const called = host.call({ address: 'slow' });
  letThrough();
  expect(await called).toMatchObject({ ok: true });
  const message = Uint8Array.of(1);
  expect(await host.exchange({ line: 1, message })).toEqual({ ok: true, value: { answer: message } });
  const closing = host.close();
  expect(await host.exchange({ line: 1, message })).toEqual(over);
  for (const end of ending) end();
  await closing;
});
