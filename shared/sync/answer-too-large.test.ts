/** A hub whose answers unpack to more than is taken at once: the device asks for less, and comes to its end. */
import { afterEach, expect, test } from 'vitest';
import { draftPlaybook, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { hubId, scopeA } from '../../test/support/network.ts';
import { unpackedLimit } from '../protocol/limits.ts';
import { decodeRequest } from '../protocol/sync-request.ts';

/** What an answer may hold, made small: as much as is allowed would take long to write. */
const answer: { operations: number } = unpackedLimit;
const { operations: allowed } = unpackedLimit;
afterEach(() => {
  answer.operations = allowed;
});

test('[SY21] a device asks for less where an answer is too large, reads all of it so, and gives up only at the least', async () => {
  const hub = createFakeHub();
  const writer = await startLife(hub);
  for (const number of [1, 2, 3]) await save(writer, draftPlaybook(number));
  await sync(writer);
  const budgets: number[] = [];
  const transport = hub.transport;
  hub.transport = (device) => {
    const inner = transport(device);
    return {
      ...inner,
      exchange(body) {
        const request = decodeRequest(body, hubId);
        if (!request.ok) throw new Error('No request');
        const { budget } = request.value.message;
        budgets.push(budget / 1_024);
        hub.pageSize = budget > 64 * 1_024 ? 4 : 2;
        return inner.exchange(body);
      },
    };
  };
  answer.operations = 2;
  const reader = await startLife(hub, { number: 2 });
  expect(await reader.engine.sync()).toMatchObject({ ok: true });
  expect((await reader.store.cursors()).find(({ scope }) => scope === scopeA)?.seq).toBe(hub.logs.get(scopeA)?.length);
  expect(budgets.slice(0, 3)).toEqual([256, 128, 64]);
  answer.operations = 1;
  budgets.length = 0;
  const other = await startLife(hub, { number: 3 });
  expect(await other.engine.sync()).toEqual({ ok: false, failure: { kind: 'answer-too-large' } });
  expect(budgets).toEqual([256, 128, 64, 32, 16]);
});
