/**
 * What every edition left on disks and sent, read by this one (SPEC-devices.md, Evolution). Each has a file in `golden/`: two
 * journals, an action, a batch and a page, written by its own engines, with the records that it showed.
 *
 * **How an edition adds its own**: when a release is made, from the very commit that is released, run
 * `node test/evolution/write-edition.ts` and commit the file that it writes. It refuses to write over one that is there. A file
 * is never edited and never deleted: when this test fails, it is this code that broke a promise, not the file. What a new
 * edition writes otherwise (another frame, another layout) it writes into its own file; older ones stay as they are.
 *
 * Every field that is declared has a value in the file of its edition (golden-values.ts). Those up to 68 lack fields whose values have
 * several members, such as what an agreement says.
 */
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import { splitFieldKey } from '../../shared/domain/declare-record.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { recordDeclarations } from '../../shared/domain/records.ts';
import { shownValues } from '../../shared/domain/view.ts';
import { decodeBatch } from '../../shared/protocol/batch.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { everything } from '../../shared/sync/ports.ts';
import { testDevice } from '../support/network.ts';
import { makeGoldenFile } from './golden-edition.ts';
import { type GoldenFile, goldenFiles } from './golden-file.ts';
import { openGoldenHub, startGolden } from './golden-network.ts';

/** What today's edition would leave: tested like those that are kept, before it is kept. */
const today = await makeGoldenFile();
const files = [
  ...goldenFiles().map((file) => ({ ...file, name: `edition ${file.edition}` })),
  { ...today, name: 'today, as it would be kept' },
];
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const frameOf = (base64: string) => {
  const [frame] = readFrames(bytesOf(base64)).frames;
  if (frame === undefined) throw new Error('No frame');
  return frame;
};

/** A hub of this edition that starts empty and knows the devices of a file, and one of them on its journal. */
async function started(file: GoldenFile, which: 'writer' | 'reader') {
  const { number, identity, journal } = file[which];
  const key = { publicKey: file.hubKey.publicKey, secret: bytesOf(file.hubKey.secret) };
  const hub = await openGoldenHub(key, [file.writer.identity, file.reader.identity]);
  const device = await startGolden(hub, { ...testDevice(number), identity }, bytesOf(journal));
  return { hub, ...device };
}

test('[EV8] there is a file of some edition, and none of an edition that is not made yet', () => {
  expect(files.length).toBeGreaterThan(0);
  for (const { edition } of files) expect(edition).toBeLessThanOrEqual(thisEdition.schemaVersion);
});

test.each(recordDeclarations)('[EV9] every field of $type has a golden value', ({ type, fields }) => {
  const keys = Object.values(today.records).flatMap((record) =>
    record.type === type ? Object.keys(record.values) : [],
  );
  const having = new Set(keys.map((key) => splitFieldKey(key)[0]));
  expect([...having].sort()).toEqual(Object.keys(fields).sort());
});

describe.each(files)('$name', (file) => {
  test('[EV8] its journal is read whole, and every record shows what it showed', async () => {
    const { engine } = await started(file, 'reader');
    expect(engine.started).toMatchObject({ kind: 'rebuilt', skipped: 0, damaged: 0 });
    const states = await engine.open(Object.keys(file.records));
    expect(states.length).toBe(Object.keys(file.records).length);
    for (const state of states) {
      const declaration = thisEdition.declarationOf(state.type);
      if (declaration === undefined) throw new Error(`${state.type} is gone`);
      expect({ type: state.type, values: shownValues(declaration, state) }).toEqual(file.records[state.id]);
    }
    expect((await engine.list({})).map(({ id }) => id).sort()).toEqual(Object.keys(file.records).sort());
  });

  test('[EV4] a hub of today takes all that it ever saved, and what it had waiting', async () => {
    const { engine, hub } = await started(file, 'writer');
    expect((await engine.waiting(everything)).map(({ id }) => id)).toEqual(file.waiting);
    const report = await engine.sync();
    if (!report.ok) throw new Error(JSON.stringify(report.failure));
    const accepted = await hub.store.transaction((tx) => tx.accepted(file.operations));
    expect([...accepted.keys()].sort()).toEqual([...file.operations].sort());
    expect(await engine.notAccepted()).toEqual([]);
  });

  test('[EV8] its action, its batch with its signature, and its page say what they said', () => {
    const saved = entryOfFrame(frameOf(file.saved));
    const page = entryOfFrame(frameOf(file.page));
    const batch = decodeBatch(frameOf(file.batch).payload);
    if (saved?.kind !== 'saved' || page?.kind !== 'page' || !batch.ok) throw new Error('unreadable');
    const { hash, signature, operations } = batch.value;
    expect(verifyEd25519(fromHex(file.writer.identity.publicKey), hash, signature as Uint8Array)).toBe(true);
    for (const read of [saved.operations, page.operations, operations]) {
      expect(read.length).toBeGreaterThan(0);
      // Ids are rebuilt from what was read: one changed bit anywhere would be another id.
      expect(file.operations).toEqual(expect.arrayContaining(read.map(({ id }) => id)));
    }
  });
});
