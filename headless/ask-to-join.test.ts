import { expect, test } from 'vitest';
import { askToJoin } from './ask-to-join.ts';

const asked = {
  deviceCode: 'ab',
  userCode: 'BCDF-GHJK',
  address: 'https://hub.example',
  endsInMs: 60_000,
  waitMs: 5_000,
};
const hub = { address: 'http://127.0.0.1:1', deviceName: 'Kiosk' };

/** Answers in turn, and how long the device waited before each look. */
function world(...answers: (Response | Error)[]) {
  const waits: number[] = [];
  const shown: string[] = [];
  const sent: unknown[] = [];
  const ports = {
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    show: ({ userCode }: { userCode: string }) => {
      shown.push(userCode);
    },
    fetch: (async (_: unknown, options: { body: string }) => {
      sent.push(JSON.parse(options.body));
      const answer = answers.shift() ?? new Error('nobody');
      if (answer instanceof Error) throw answer;
      return answer;
    }) as typeof fetch,
  };
  return { waits, shown, sent, ports };
}
const say = (body: object, status = 400) => Response.json(body, { status });

test('[AK1] [AK3] shows the letters, looks as often as the hub says, slower when it is told to, and gets its code', async () => {
  const { waits, shown, sent, ports } = world(
    say(asked, 200),
    say({ kind: 'ask-waits', waitMs: 5_000 }),
    say({ kind: 'ask-too-soon', waitMs: 10_000 }),
    new Error('the link is gone'),
    say({ code: 'AAAA' }, 200),
  );
  expect(await askToJoin(hub, ports)).toEqual({ ok: true, value: 'AAAA' });
  expect([shown, waits]).toEqual([['BCDF-GHJK'], [5_000, 5_000, 10_000, 10_000]]);
  expect(sent.slice(0, 2)).toEqual([{ protocol: 1, deviceName: 'Kiosk' }, { deviceCode: 'ab' }]);
});

test('[AK4] a refusal, an end, and letters that nobody typed in their time are told apart from a hub that cannot do it', async () => {
  const kind = async (...answers: (Response | Error)[]) => {
    const result = await askToJoin(hub, world(...answers).ports);
    return result.ok ? 'ok' : result.failure;
  };
  expect(await kind(say(asked, 200), say({ kind: 'ask-refused' }, 403))).toEqual({ kind: 'ask-refused' });
  expect(await kind(say(asked, 200), say({ kind: 'ask-ended' }, 404))).toEqual({ kind: 'ask-ended' });
  expect(await kind(say({ ...asked, endsInMs: 10_000 }, 200))).toEqual({ kind: 'ask-ended' });
  expect(await kind(say({ kind: 'not-found' }, 404))).toEqual({ kind: 'hub-failed', status: 404 });
  expect(await kind(say({ kind: 'hub-busy' }, 503))).toEqual({ kind: 'hub-busy' });
  expect(await kind(say({ kind: 'version-mismatch', ours: 2 }, 426))).toMatchObject({ ours: 1, theirs: 2 });
});
