/**
 * The golden file of this edition: what real engines of it journal and send when they make a record of every type with a value in
 * every field, change some, and read them elsewhere.
 */
import { decideHeld } from '../../hub/coordinator/decide-held.ts';
import { makeSigningKey } from '../../hub/http/signing-key.ts';
import { accessAnswer, accessRequest } from '../../shared/domain/access/access-request.ts';
import { decision } from '../../shared/domain/decision.ts';
import type { RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { createFromFields, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { erasure, erasureRequest } from '../../shared/domain/erasure/erasure.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { shownValues } from '../../shared/domain/view.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { everything } from '../../shared/sync/ports.ts';
import { person, testDevice } from '../support/network.ts';
import { askedAndAnswered } from './golden-answers.ts';
import type { GoldenFile } from './golden-file.ts';
import { done, type GoldenDevice, type GoldenHub, openGoldenHub, startGolden } from './golden-network.ts';
import { goldenValuesOf, recordOf, scopeOf } from './golden-values.ts';

/** They count for what they say of other records alone: the hub writes a decision about something that is held, and two people the rest. */
const saidOfOthers: ReadonlySet<string> = new Set([
  decision.type,
  erasureRequest.type,
  erasure.type,
  accessRequest.type,
  accessAnswer.type,
]);

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function draftsOf(declaration: RecordDeclaration, at: number): OperationDraft[] {
  const place = { scope: scopeOf(at), id: recordOf(at) };
  return done(createFromFields(declaration, place, goldenValuesOf(declaration)));
}

export async function makeGoldenFile(): Promise<GoldenFile> {
  const key = makeSigningKey();
  // As they are enrolled: they know the hub's key.
  const enrolled = (number: number) => {
    const { identity, signer } = testDevice(number);
    return { identity: { ...identity, hubKeys: [{ publicKey: key.publicKey }] }, signer };
  };
  const [first, second] = [enrolled(1), enrolled(2)];
  const hub = await openGoldenHub(key, [first.identity, second.identity]);
  const [writer, reader] = [await startGolden(hub, first), await startGolden(hub, second)];
  const operations: string[] = [];
  const save = async (drafts: readonly OperationDraft[]) => {
    operations.push(...done(await writer.engine.apply(person(1), drafts)).operations);
  };
  for (const [at, declaration] of thisEdition.declarations.entries()) {
    if (!saidOfOthers.has(declaration.type)) await save(draftsOf(declaration, at));
  }
  const [declaration] = thisEdition.declarations as [RecordDeclaration];
  // The first one of its type is changed, and deleted in the end; this one keeps all of its values.
  await save(draftsOf(declaration, thisEdition.declarations.length));
  const state = async () => (await writer.engine.open([recordOf(0)]))[0] as RecordState;
  await save(done(setFields(declaration, await state(), { 'title.en': 'Fuel depot', priority: null })));
  done(await writer.engine.sync());
  await save(done(setFields(declaration, await state(), { region: 'Harbour' })));
  await heldAndAccepted(hub, writer);
  done(await writer.engine.sync());
  await askedAndAnswered(writer, reader, save);
  done(await writer.engine.sync());
  done(await reader.engine.sync());
  const records = await shownBy(reader.engine);
  for (const { id } of await reader.engine.list({ type: decision.type })) {
    operations.push(...(await reader.engine.history(id)).map((operation) => operation.id));
  }
  await save(done(deleteRecord(declaration, await state())));
  const waiting = (await writer.engine.waiting(everything)).map(({ id }) => id);
  return {
    edition: thisEdition.schemaVersion,
    hubKey: { publicKey: key.publicKey, secret: base64(key.secret) },
    writer: { number: 1, identity: first.identity, journal: base64(writer.journal()) },
    reader: { number: 2, identity: second.identity, journal: base64(reader.journal()) },
    saved: base64(firstFrame(writer.journal(), frameTypes.saved)),
    batch: base64(firstFrame(writer.requests[0] as Uint8Array, frameTypes.batch)),
    page: base64(firstFrame(reader.journal(), frameTypes.provedPage)),
    operations,
    waiting,
    records,
  };
}

/** What a device brings while its person's role is away is held, and accepted by somebody else: a decision in the order. */
async function heldAndAccepted({ store, ports }: GoldenHub, { engine }: GoldenDevice): Promise<void> {
  const grants = await store.transaction((tx) => tx.grants([person(1), person(2)]));
  const setRoles = (roles: readonly Role[] | null) =>
    store.transaction(async (tx) => {
      for (const grant of grants.filter((one) => one.person === person(1)))
        await tx.setRoles(person(1), grant.scope, roles ?? grant.roles);
    });
  await setRoles(['guest']);
  done(await engine.sync());
  await setRoles(null);
  const operations = (await engine.notAccepted()).map(({ id }) => id);
  const said = { operations, verdict: 'accepted', note: 'As agreed.', language: 'en' } as const;
  const who = { person: person(2), account: 'steward', grants: grants.filter((one) => one.person === person(2)) };
  done(await store.transaction((tx) => decideHeld(tx, ports, who, said)));
}

async function shownBy(engine: GoldenDevice['engine']): Promise<GoldenFile['records']> {
  const states = await engine.open((await engine.list({})).map(({ id }) => id));
  return Object.fromEntries(
    states.map((state) => {
      const declaration = thisEdition.declarationOf(state.type) as RecordDeclaration;
      return [state.id, { type: state.type, values: shownValues(declaration, state) }];
    }),
  );
}

function firstFrame(bytes: Uint8Array, type: number): Uint8Array {
  const frame = readFrames(bytes).frames.find((each) => each.type === type);
  if (frame === undefined) throw new Error(`No frame of type ${type}`);
  return frame.bytes;
}
