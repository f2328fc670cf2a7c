/** Whose word counts for a request for access: the hub asks before it takes any ([AR2]). */
import type { ScopeId } from '../../shared/base/ids.ts';
import {
  accessAnswer,
  accessRequest,
  accessWordIn,
  lastDayFrom,
  mayAnswer,
  speakerOf,
} from '../../shared/domain/access/access-request.ts';
import { requestsFrom } from '../../shared/domain/access/access-standing.ts';
import { overseenScopes } from '../../shared/domain/policy/overseers.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import { same } from '../sync/carry-out.ts';
import type { Judgement } from '../sync/decide-operation.ts';
import type { Authorship, Desk } from '../sync/desk.ts';

/** Nobody asks or answers in another's name, nobody answers themselves, and an answer is never held: it counts at once or not at all. */
export function judgeAccess(
  desk: Pick<Desk, 'access' | 'people' | 'now'>,
  judgement: Judgement,
  operation: Operation,
  { origin: { author }, context }: Authorship,
): Judgement {
  const { id, type } = operation;
  const isAnswer = type === accessAnswer.type;
  if (!isAnswer && type !== accessRequest.type) return judgement;
  const refused = (reason: RefusalReason): Judgement => ({ kind: 'refused', id, reason });
  if (judgement.kind === 'quarantined' && isAnswer) return refused(judgement.reason);
  const word = accessWordIn(operation);
  if (word === null || (judgement.kind !== 'accept' && judgement.kind !== 'quarantined')) return judgement;
  const known = desk.people.get(author);
  if (known === undefined || !same(known, speakerOf(word))) return refused('value-invalid');
  // Its author's clock may be years ahead; the hub's is what the days count by.
  if ('asked' in word) return word.asked.until <= lastDayFrom(desk.now) ? judgement : refused('value-invalid');
  const { digest } = word.answer;
  const askedFor = requestsFrom(desk.access.get(word.request) ?? []).find((one) => one.digest === digest);
  if (askedFor === undefined) return refused('value-invalid');
  const { asked } = askedFor;
  if (mayAnswer(asked, word.answer, overseen(context))) return judgement;
  return refused(asked.by.person === author ? 'own-work' : 'role-may-not');
}

/** Scopes that the author looks after now, and did as far as their laptop knew. */
function overseen({ present, known }: Authorship['context']): ScopeId[] {
  const then = overseenScopes(known);
  return overseenScopes(present).filter((scope) => then.includes(scope));
}
