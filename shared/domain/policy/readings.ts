/** What is read by these grants, as the one decision has it ([PO4], [PO5]): the scopes that a hub gives, and what a device shows of them. */
import type { ScopeId } from '../../base/ids.ts';
import { decide, type ShowQuestion } from './decide.ts';
import type { Grant } from './roles.ts';

/** The scopes that these grants let somebody read. The clock is asked only when one of them ends. */
export function readableScopes(grants: readonly Grant[], now: () => number): ScopeId[] {
  const at = grants.some(({ until }) => until !== undefined) ? now() : undefined;
  const scopes = new Set(grants.map(({ scope }) => scope));
  return [...scopes].filter((scope) => decide(grants, { action: 'receive', scope, at }).allowed);
}

/** What is asked of one record; the rest of the question is the same for all that a device shows at once. */
type Asked = Pick<ShowQuestion, 'scope' | 'type'> & Partial<Pick<ShowQuestion, 'stays' | 'mark'>>;

/** Whether something may be shown on a device. */
export type Shows = (asked: Asked) => boolean;

/**
 * What a device shows of what it holds; null when that is everything, which spares the lists the question. A list asks of each
 * of its rows, which are of few scopes and types: what was answered is kept as long as the answer to one question takes.
 */
export function shownUnder(grants: readonly Grant[], lease: ShowQuestion['lease'], now: () => number): Shows | null {
  const endsNothing = grants.every(({ until, kinds }) => until === undefined && kinds === undefined);
  if (endsNothing && lease === 'counts') return null;
  const at = now();
  const known = new Map<string, boolean>();
  return ({ scope, type, stays = 'no', mark = 'none' }) => {
    const key = `${scope} ${type} ${stays} ${mark}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { allowed } = decide(grants, { action: 'show', scope, type, at, lease, stays, mark });
    known.set(key, allowed);
    return allowed;
  };
}
