/** What was erased stays so, whatever is put back to before ([ER4], [ER5], [ER8]). */
import { expect, test } from 'vitest';
import { createRecord } from '../../shared/domain/edit.ts';
import { person } from '../../shared/domain/training/person.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { draftPlaybook } from '../../test/support/engine-life.ts';
import {
  erased,
  expectClean,
  expectCleanHub,
  must,
  network,
  saved,
  wordsIn,
} from '../../test/support/erasure-world.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { startLive, synced } from '../../test/support/live-device.ts';
import { uuidNumbered } from '../../test/support/network.ts';

test('[ER4] [ER5] an old image of a disk erases when it calls, and brings nothing back', async () => {
  const all = await network();
  const { hub, scope, reader } = all;
  const [store, journal] = [createMemoryStore(), createMemoryJournal()];
  for await (const bytes of reader.journal.read(0)) await journal.append(bytes.slice());
  await erased(all);
  const image = await startLive(hub, reader.enrolled, { store, journal });
  expect(await wordsIn(journal)).toContain('Quillfeather');
  await synced(image);
  await expectClean(image, scope);
  await expectCleanHub(hub, scope);
});

test('[ER8] [RH2] a hub that is put back to before it is given the erasure back, and everything else', async () => {
  const all = await network();
  const { hub, scope, writer, reader } = all;
  const restore = hub.backUp();
  await erased(all);
  await synced(writer);
  const before = new Set((await hub.log(scope)).map(({ operation }) => operation.id));
  await restore();
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
  for (const device of [writer, reader, writer]) await synced(device);
  await expectCleanHub(hub, scope);
  expect(new Set((await hub.log(scope)).map(({ operation }) => operation.id))).toEqual(before);
  for (const device of [writer, reader]) await expectClean(device, scope);
});

test('[ER8] a page from which a value went is still believed by a hub that lost what is in it', async () => {
  const all = await network();
  const { hub, scope, third } = all;
  const late = await startLive(hub, await hub.enrol('late', [third]));
  const restore = hub.backUp();
  const { asker, writer } = all;
  await saved(writer, asker, [
    ...must(createRecord(person, { scope, id: uuidNumbered(0xe4, 11) }, { name: 'Ora' })),
    ...draftPlaybook(2, 'Ring', scope),
  ]);
  await synced(writer);
  await synced(late);
  await erased(all, [{ id: uuidNumbered(0xe4, 11), type: 'person' }]);
  await synced(late);
  expect(await wordsIn(late.journal)).not.toContain('"Ora"');
  const before = new Set((await hub.log(scope)).map(({ operation }) => operation.id));
  await restore();
  await synced(late);
  await synced(all.reader);
  const after = (await hub.log(scope)).map(({ operation }) => operation);
  expect(new Set(after.map(({ id }) => id))).toEqual(before);
  expect(JSON.stringify(after)).toContain('Ring');
  expect(JSON.stringify(after)).not.toContain('"Ora"');
});

test('[ER5] [RH1] a page of a lost history that is written again gives none of its operations an old place back', async () => {
  const all = await network();
  const { hub, scope, asker, third, writer, reader } = all;
  const second = await startLive(hub, await hub.enrol('second', [third]));
  const restore = hub.backUp();
  const ora = uuidNumbered(0xe4, 11);
  await saved(writer, asker, must(createRecord(person, { scope, id: ora }, { name: 'Ora' })));
  await saved(second, third, draftPlaybook(2, 'Ring', scope));
  for (const device of [writer, second, reader]) await synced(device);
  await restore();
  // Other places now; and what comes to the reader of it was emptied, while the page that it has was not.
  const other = await startLive(hub, await hub.enrol('other', [third]));
  await saved(other, third, draftPlaybook(3, 'Gate', scope));
  for (const device of [other, second, writer]) await synced(device);
  await erased({ ...all, reader: second, confirmer: third }, [{ id: ora, type: 'person' }]);
  for (let round = 0; round < 2; round++) await synced(reader);
  expect(await wordsIn(reader.journal)).not.toContain('"Ora"');
  const placed = (await everythingOf(reader.store, scope)).map(({ id, seq }) => [seq, id]);
  const order = (await hub.log(scope)).map(({ seq, operation }) => [seq, operation.id]);
  expect(new Set(placed.map(String))).toEqual(new Set(order.map(String)));
  expect(await reader.engine.repairs()).toEqual([]);
});
