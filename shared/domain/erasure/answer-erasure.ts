/** Asking for an erasure and answering one: drafts, and what became of what was asked ([ER1], [ER2]). Pure. */
import type { OperationId, RecordId, ScopeId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { createRecord, type ValueInvalid } from '../edit.ts';
import type { Profile } from '../identity.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import {
  digestOfRequest,
  type ErasureRequest,
  type ErasureWord,
  erasure,
  erasureRequest,
  faultOfWord,
  readErasureRequest,
  readErasureWord,
} from './erasure.ts';

interface Place {
  readonly scope: ScopeId;
  readonly id: RecordId;
}

/** Drafts of asking for the erasure of a person. */
export function askForErasure(
  place: Place,
  person: RecordId,
  request: ErasureRequest,
): Result<OperationDraft[], ValueInvalid> {
  return createRecord(erasureRequest, place, { person, request: request as unknown as Json });
}

/** What somebody asked for, as it stands in a record. */
export interface AskedErasure {
  readonly record: RecordId;
  readonly scope: ScopeId;
  readonly person: RecordId;
  /** The operation that says it, and who signed that. */
  readonly operation: OperationId;
  readonly author: string;
  readonly request: ErasureRequest;
}

/** Drafts of confirming or declining it. */
export function answerErasure(
  place: Place,
  { record, person, operation, request }: AskedErasure,
  said: { readonly does: ErasureWord['does']; readonly by: Profile; readonly at: number },
): Result<OperationDraft[], ValueInvalid> {
  const digest = digestOfRequest(record, request);
  const records = said.does === 'erase' ? { records: request.records } : {};
  const word = { request: record, asked: operation, digest, ...said, ...records } as unknown as Json;
  return createRecord(erasure, place, { person, word });
}

/** What somebody asked for, and what became of it. */
export interface ErasureStanding extends AskedErasure {
  /** Of several answers the confirmation, since nothing takes that back. */
  readonly answer: ErasureWord | null;
  /** The operation of the answer. */
  readonly answeredIn: OperationId | null;
}

/** The erasures among these records, latest first. An answer that is about something else, or by the wrong person, is none. */
export function standingOf(states: readonly RecordState[]): ErasureStanding[] {
  const asked = states.flatMap((state): AskedErasure[] => {
    const [head] = state.type === erasureRequest.type ? (state.fields['request'] ?? []) : [];
    const person = state.fields['person']?.[0]?.value;
    const request = readErasureRequest(head?.value);
    if (head === undefined || request === null || typeof person !== 'string') return [];
    return [{ record: state.id, scope: state.scope, person, operation: head.id, author: head.author, request }];
  });
  const answers = states.flatMap((state) => {
    const [head] = state.type === erasure.type ? (state.fields['word'] ?? []) : [];
    const word = readErasureWord(head?.value);
    return head === undefined || word === null ? [] : [{ id: head.id, word }];
  });
  const standing = asked.map((one): ErasureStanding => {
    const given = answers.filter(({ word }) => word.asked === one.operation && isGood(one, word));
    const found = given.find(({ word }) => word.does === 'erase') ?? given[0];
    return { ...one, answer: found?.word ?? null, answeredIn: found?.id ?? null };
  });
  return standing.sort((a, b) => b.request.at - a.request.at);
}

function isGood({ operation, record, author, request }: AskedErasure, word: ErasureWord): boolean {
  const value = request as unknown as Json;
  const said = { kind: 'set', type: erasureRequest.type, field: 'request', value } as const;
  return faultOfWord(word, { ...said, id: operation, record, origin: { author } }) === null;
}
