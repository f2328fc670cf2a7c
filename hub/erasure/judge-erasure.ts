/**
 * What speaks against a word about an erasure ([ER1], [ER2]): a request says who asks and takes nothing but what is personal; an
 * answer is about exactly what was asked, and a confirmation is not the word of whoever asked.
 */
import type { OperationId, ScopeId } from '../../shared/base/ids.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import {
  type AskedFor,
  type ErasedRecord,
  eraserIn,
  erasure,
  erasureRequest,
  erasureWordIn,
  faultOfWord,
  isPersonal,
  readErasureRequest,
  type WordFault,
} from '../../shared/domain/erasure/erasure.ts';
import type { Operation, Origin } from '../../shared/protocol/operation.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import { faultOfSigner } from '../approvals/judge-signer.ts';
import { same } from '../sync/carry-out.ts';
import type { Judgement } from '../sync/decide-operation.ts';
import type { Desk } from '../sync/desk.ts';

const types: ReadonlySet<string> = new Set([erasureRequest.type, erasure.type]);
const saying: ReadonlySet<string> = new Set(['request', 'word']);

const refusals = {
  'not-asked': 'not-held',
  'own-word': 'own-work',
  'own-device': 'same-device',
} as const satisfies Record<WordFault, RefusalReason>;

/** A word about an erasure counts at once or not at all: it is never held, and what creates its record is refused with it. */
export function judgeErasure(desk: Desk, judgement: Judgement, operation: Operation, origin: Origin): Judgement {
  const { id, type, record, field, kind } = operation;
  if (!types.has(type) || judgement.kind === 'needs-newer-hub') return judgement;
  const refused = (reason: RefusalReason): Judgement => {
    if (kind === 'create') desk.notDecided.set(record, reason);
    return { kind: 'refused', id, reason };
  };
  if (judgement.kind !== 'accept') return refused(desk.notDecided.get(record) ?? judgement.reason);
  const before = desk.notDecided.get(record);
  if (before !== undefined) return refused(before);
  const said = kind === 'create' ? desk.erasureWords.get(record) : operation;
  // One that creates nothing says what every device would have to read as nothing.
  if (said === undefined) return refused('value-invalid');
  if (kind !== 'create' && !saying.has(field)) return judgement;
  const fault = faultOf(desk, said, origin);
  return fault === null ? judgement : refused(fault);
}

function faultOf(desk: Desk, operation: Operation, origin: Origin): RefusalReason | null {
  const { author } = origin;
  const by = eraserIn(operation);
  const known = desk.people.get(author);
  if (by === null || by.person !== author || known === undefined || !same(known, by)) return 'value-invalid';
  // Asked here and not only of every word ([OD3]): what creates the record of an erasure is refused together with its word.
  const onDevice = faultOfSigner(desk.signers, operation, origin);
  if (onDevice !== null) return onDevice;
  const request = operation.type === erasureRequest.type ? readErasureRequest(operation.value) : null;
  if (request !== null) return isOurs(desk, request.records, operation.scope) ? null : 'value-invalid';
  const word = erasureWordIn(operation);
  if (word === null) return 'value-invalid';
  const fault = faultOfWord(word, askedOf(desk, operation.scope, word.asked));
  if (fault !== null) return refusals[fault];
  return word.does === 'decline' || isOurs(desk, word.records, operation.scope) ? null : 'value-invalid';
}

function askedOf(desk: Desk, scope: ScopeId, id: OperationId): AskedFor | null {
  const here = desk.appended.get(scope)?.find(({ operation }) => operation.id === id)?.operation;
  return here ?? desk.asked.get(id) ?? null;
}

/** Whether all of it is personal, and lies in this scope as far as it is known here. */
function isOurs(desk: Desk, records: readonly ErasedRecord[], scope: ScopeId): boolean {
  const inScope = records.every(({ id, type }) => {
    const known = desk.records.get(id);
    return known === undefined || (known.scope === scope && known.type === type);
  });
  return inScope && isPersonal(records, desk.edition ?? thisEdition);
}
