/** What one person asks for and another one answers, as golden records: access to a scope, and the erasure of a person. */
import { type Asked, accessAnswer, accessRequest, digestOfAsked } from '../../shared/domain/access/access-request.ts';
import { createFromFields } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { answerErasure, askForErasure } from '../../shared/domain/erasure/answer-erasure.ts';
import { type ErasureRequest, erasureRequest } from '../../shared/domain/erasure/erasure.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { person as personRecord } from '../../shared/domain/training/person.ts';
import { person } from '../support/network.ts';
import { done, type GoldenDevice } from './golden-network.ts';
import { golden, goldenValuesOf, recordOf, scopeOf } from './golden-values.ts';

type Save = (drafts: readonly OperationDraft[]) => Promise<void>;

const asker = { ...golden.by, person: person(2), name: 'Person 2' };
const subjectAt = thisEdition.declarations.findIndex(({ type }) => type === personRecord.type);
const [subject, scope] = [recordOf(subjectAt), scopeOf(subjectAt)];
/** Behind the records that stand for themselves. */
const placeOf = (at: number) => ({ scope, id: recordOf(thisEdition.declarations.length + 1 + at) });
const [accessAsked, accessSaid, erasureAsked, erasureSaid] = [placeOf(0), placeOf(1), placeOf(2), placeOf(3)];

/** The reader asks, the writer answers by saving. */
export async function askedAndAnswered(writer: GoldenDevice, reader: GoldenDevice, save: Save): Promise<void> {
  const asked = { ...(goldenValuesOf(accessRequest)['asked'] as object), scope, by: asker };
  const records = [{ id: subject, type: personRecord.type, fields: ['email'] }];
  const request = { ...(goldenValuesOf(erasureRequest)['request'] as object), records, by: asker } as ErasureRequest;
  const askedValues = { ...goldenValuesOf(accessRequest), asked };
  const drafts = [
    createFromFields(accessRequest, accessAsked, askedValues),
    askForErasure(erasureAsked, subject, request),
  ];
  for (const one of drafts) done(await reader.engine.apply(person(2), done(one)));
  done(await reader.engine.sync());
  done(await writer.engine.sync());
  // As it was read: digests are over what everybody reads.
  const askedFor = await saidIn(writer, accessAsked.id, 'asked');
  const answer = {
    ...(goldenValuesOf(accessAnswer)['answer'] as object),
    does: 'refuse',
    request: accessAsked.id,
    digest: digestOfAsked(accessAsked.id, askedFor.value as unknown as Asked),
  };
  await save(done(createFromFields(accessAnswer, accessSaid, { request: accessAsked.id, answer })));
  const erasing = await saidIn(writer, erasureAsked.id, 'request');
  const about = { record: erasureAsked.id, scope, person: subject, operation: erasing.id, author: person(2) };
  const declined = { does: 'decline', by: golden.by, at: golden.at } as const;
  const read = erasing.value as unknown as ErasureRequest;
  await save(done(answerErasure(erasureSaid, { ...about, request: read }, declined)));
}

async function saidIn({ engine }: GoldenDevice, record: string, field: string) {
  const said = (await engine.history(record)).find((operation) => operation.field === field);
  if (said === undefined) throw new Error(`Nobody said ${field}`);
  return said;
}
