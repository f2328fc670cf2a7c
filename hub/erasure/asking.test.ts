/** Who may ask for an erasure, of what, and who confirms it ([ER1], [ER2]). */
import { expect, test } from 'vitest';
import { createRecord } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { answerErasure, askForErasure, standingOf } from '../../shared/domain/erasure/answer-erasure.ts';
import { type ErasedRecord, erasedRecordsOf } from '../../shared/domain/erasure/erasure.ts';
import { person } from '../../shared/domain/training/person.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import {
  answering,
  asking,
  canary,
  confirm,
  mark,
  must,
  network,
  profile,
  saved,
  subject,
} from '../../test/support/erasure-world.ts';
import { liveClock, startLive, synced } from '../../test/support/live-device.ts';
import { uuidNumbered } from '../../test/support/network.ts';

test('[ER1] nothing that is not declared to be personal can be asked for, and nobody asks in the name of somebody else', async () => {
  const { at, asker, confirmer, writer } = await network();
  const ask = async (n: number, records: ErasedRecord[], by = asker) => {
    const said = { records, reason: 'Why', language: 'en', by: profile(by), at: 1 };
    await saved(writer, asker, must(askForErasure(at(uuidNumbered(0xe5, n)), subject, said)));
  };
  await ask(1, [{ id: mark, type: 'attendance-mark' }]);
  await ask(2, [{ id: mark, type: 'attendance-mark', fields: ['note', 'mark'] }]);
  await ask(3, [{ id: subject, type: 'person' }], confirmer);
  await synced(writer);
  const reasons = (await writer.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason);
  expect(new Set(reasons)).toEqual(new Set(['value-invalid']));
  expect(reasons.length).toBeGreaterThanOrEqual(6);
});

test('[ER2] whoever asked cannot confirm, and nobody can confirm something else', async () => {
  const all = await network();
  const { hub, scope, at, asker, confirmer, writer, reader } = all;
  const records = erasedRecordsOf(await writer.engine.open([subject]), thisEdition);
  const said = { records, reason: 'On request', language: 'en', by: profile(asker), at: 1 };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await confirm(writer, asker, at(answering));
  await synced(writer);
  const refused = new Set(
    (await writer.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason),
  );
  expect(refused).toEqual(new Set(['own-work']));
  await synced(reader);
  const [asked] = standingOf(await reader.engine.open([asking]));
  if (asked === undefined) throw new Error('Nothing was asked');
  const other = {
    ...asked,
    request: { ...asked.request, records: [{ id: mark, type: 'attendance-mark', fields: ['note'] }] },
  };
  const otherPlace = at(uuidNumbered(0xe4, 9));
  await saved(
    reader,
    confirmer,
    must(answerErasure(otherPlace, other, { does: 'erase', by: profile(confirmer), at: 1 })),
  );
  await synced(reader);
  expect((await reader.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason)).toContain(
    'not-held',
  );
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
});

test('[ER2] [OD1] [OD3] one laptop neither asks and confirms for two persons, nor says otherwise: the engine names it and the hub refuses', async () => {
  const hub = await createHubNode(seeded(37), liveClock, undefined, { sample: false });
  const [scope = ''] = hub.scopes;
  const [asker = '', confirmer = ''] = hub.people;
  const shared = await startLive(hub, await hub.enrol('shared', [asker, confirmer]));
  const own = await startLive(hub, await hub.enrol('own', [confirmer]));
  const at = (id: string) => ({ scope, id });
  const asked = {
    records: [{ id: subject, type: 'person' }],
    reason: 'On request',
    language: 'en',
    by: profile(asker),
  };
  await saved(shared, asker, must(createRecord(person, at(subject), { name: canary })));
  await saved(shared, asker, must(askForErasure(at(asking), subject, { ...asked, at: 1 })));
  await synced(shared);
  const [standing] = standingOf(await shared.engine.open([asking]));
  expect(standing?.request['device']).toBe((await shared.engine.identity()).device);
  await confirm(shared, confirmer, at(answering));
  await synced(shared);
  const refused = (await shared.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason);
  expect(new Set(refused)).toEqual(new Set(['same-device']));
  await synced(own);
  await confirm(own, confirmer, at(uuidNumbered(0xe4, 6)));
  await synced(own);
  expect(await own.engine.notAccepted()).toEqual([]);
  expect((await own.engine.open([subject]))[0]?.fields['name']).toBeUndefined();
});

test('[ER2] a request may be declined, and is settled then', async () => {
  const all = await network();
  const { hub, scope, at, asker, confirmer, writer, reader } = all;
  const records = erasedRecordsOf(await writer.engine.open([subject]), thisEdition);
  const said = { records, reason: 'On request', language: 'en', by: profile(asker), at: 1 };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await synced(writer);
  await synced(reader);
  const [asked] = standingOf(await reader.engine.open([asking]));
  await saved(
    reader,
    confirmer,
    must(answerErasure(at(answering), asked as never, { does: 'decline', by: profile(confirmer), at: 1 })),
  );
  await synced(reader);
  expect(standingOf(await reader.engine.open([asking, answering]))[0]?.answer?.does).toBe('decline');
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
});
