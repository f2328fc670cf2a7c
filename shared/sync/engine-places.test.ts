import { expect, test } from 'vitest';
import { draftPlaybook, edit, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { scopeA } from '../../test/support/network.ts';
import { openBatch } from '../protocol/batch.ts';

async function withTwoPlaybooks() {
  const hub = createFakeHub();
  const one = await startLife(hub);
  for (const n of [1, 2]) await save(one, draftPlaybook(n));
  await sync(one);
  await edit(one, 1, { 'title.en': 'Changed' });
  return { hub, one };
}

test('[OP6] an edit of what the hub has is sent by place; what no hub has yet, by id', async () => {
  const { hub, one } = await withTwoPlaybooks();
  await sync(one);
  const places = hub.requests.flatMap(({ batches }) =>
    batches.map((payload) => {
      const opened = openBatch(payload);
      return opened.ok ? opened.value.places.length : -1;
    }),
  );
  expect(places).toEqual([0, 1]);
  expect((await one.engine.status()).waiting).toBe(0);
});

test('[OP6] a hub that knows other operations at those places asks for ids, once, and nothing is lost', async () => {
  const { hub, one } = await withTwoPlaybooks();
  // The hub was restored and has its order from elsewhere.
  hub.logs.set(
    scopeA,
    (hub.logs.get(scopeA) ?? []).toReversed().map((operation, at) => ({ ...operation, seq: at + 1 })),
  );
  await sync(one);
  expect((await one.engine.status()).waiting).toBe(0);
  const [state] = await one.engine.open([playbookId(1)]);
  expect(state?.fields['title.en']?.map(({ value }) => value)).toEqual(['Changed']);
  expect(hub.logs.get(scopeA)?.some(({ value }) => value === 'Changed')).toBe(true);
});
