import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hubId, testDevice } from '../../test/support/network.ts';
import { utf8 } from '../base/bytes.ts';
import { heartbeatEvent, movedEvent, readWakeRequest } from '../protocol/wake.ts';
import { createWakeListener, type WakeAnswer, type WakeNews } from './wake-listener.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A stream that a test speaks into. */
function createStream() {
  const parts: (string | null)[] = [];
  let wake = () => {};
  const say = (text: string | null) => {
    parts.push(text);
    wake();
  };
  const answer: WakeAnswer = {
    status: 200,
    text: async () => '',
    body: {
      getReader: () => ({
        async read() {
          while (parts.length === 0)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          const part = parts.shift() ?? null;
          return part === null ? { done: true } : { done: false, value: utf8(part) };
        },
        cancel: async () => say(null),
      }),
    },
  };
  return { answer, say };
}

function setUp(answers: (() => WakeAnswer)[]) {
  const { identity, signer } = testDevice(1);
  const world = { news: [] as WakeNews[], asked: [] as number[], signedFor: [] as (number | undefined)[] };
  const began = Date.now();
  const listener = createWakeListener({
    clock: { now: () => Date.now() },
    random: () => 1,
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    identity: async () => ({ device: identity.device, hub: hubId }),
    sign: signer.sign,
    async connect(authorization) {
      world.asked.push(Date.now() - began);
      world.signedFor.push(readWakeRequest(authorization)?.at);
      const answer = answers.shift();
      if (answer === undefined) throw new Error('no network');
      return answer();
    },
    tell: (news) => world.news.push(news),
  });
  return { listener, world };
}

test('[BG8] tells of "moved", however the bytes are cut, and of nothing else that a hub may say', async () => {
  const { answer, say } = createStream();
  const { listener, world } = setUp([() => answer]);
  listener.listen(true);
  await pass(0);
  say(heartbeatEvent);
  say('event: other\ndata: moved\n\n');
  say(movedEvent.slice(0, 9));
  await pass(0);
  expect(world.news).toEqual(['hub-heard']);
  say(movedEvent.slice(9));
  await pass(0);
  expect(world.news).toEqual(['hub-heard', 'hub-moved']);
});

test('[BG9] a hub that is silent for two signs of life is lost, and asked again', async () => {
  const [first, second] = [createStream(), createStream()];
  const { listener, world } = setUp([() => first.answer, () => second.answer]);
  listener.listen(true);
  await pass(20_000);
  first.say(heartbeatEvent);
  await pass(59_000);
  expect(world.news).toEqual(['hub-heard']);
  await pass(2_000);
  expect(world.news).toEqual(['hub-heard', 'hub-lost']);
  await pass(5_000);
  expect(world.news).toEqual(['hub-heard', 'hub-lost', 'hub-heard']);
});

test('[BG2] without a network it tries again after longer and longer times, and at once when told to', async () => {
  const { listener, world } = setUp([]);
  listener.listen(true);
  await pass(35_000);
  expect(world.asked).toEqual([0, 5_000, 15_000, 35_000]);
  listener.listen(true);
  await pass(5_000);
  expect(world.asked.slice(4)).toEqual([35_000, 40_000]);
});

test('[BG7] a clock that is ten years off is no hindrance: the hub says its time, and that is signed', async () => {
  const hubTime = Date.now() + 10 * 365 * 86_400_000;
  const stale = { status: 401, body: null, text: async () => JSON.stringify({ kind: 'wake-stale', hubTime }) };
  const { answer } = createStream();
  const { listener, world } = setUp([() => stale, () => answer]);
  listener.listen(true);
  await pass(0);
  expect(world.signedFor).toEqual([hubTime - 10 * 365 * 86_400_000, hubTime]);
  expect(world.news).toEqual(['hub-heard']);
});

test('[BG9] a hub that knows no such address, or refuses the device, is asked seldom', async () => {
  const refused = { status: 404, body: null, text: async () => '' };
  const { listener, world } = setUp(Array.from({ length: 20 }, () => () => refused));
  listener.listen(true);
  await pass(3_600_000);
  expect(world.asked.length).toBeLessThan(20);
  expect(world.news).toEqual([]);
});

test('[BG3] ends when told: the stream is closed, nothing more is told or asked', async () => {
  const { answer, say } = createStream();
  const { listener, world } = setUp([() => answer]);
  listener.listen(true);
  await pass(0);
  listener.listen(false);
  say(movedEvent);
  await pass(600_000);
  expect([world.news, world.asked]).toEqual([['hub-heard'], [0]]);
});
