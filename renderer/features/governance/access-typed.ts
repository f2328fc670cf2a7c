/** What stands in the form of a request for access, and what is asked by it. Pure. */
import { dayAfter, utcDay } from '../../../shared/base/plain-date.ts';
import { type Asked, type AskedKind, askedKinds, mayAskUntil } from '../../../shared/domain/access/access-request.ts';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';

export interface TypedAccess {
  readonly scope: string;
  readonly kinds: readonly AskedKind[];
  readonly purpose: string;
  readonly until: string;
}

/** Two weeks with the playbooks of a scope: what is asked for most. */
export function beginningAccess(scope: string, now: number): TypedAccess {
  return { scope, kinds: ['playbook'], purpose: '', until: dayAfter(utcDay(now), 14) };
}

export type AccessProblem = 'scope' | 'kinds' | 'purpose' | 'until';

/** What keeps a request from being one. */
export function problemsOfAccess(typed: TypedAccess, askable: readonly ScopeInfo[], now: number): AccessProblem[] {
  const problems: (AccessProblem | false)[] = [
    !askable.some(({ id }) => id === typed.scope) && 'scope',
    typed.kinds.length === 0 && 'kinds',
    typed.purpose.trim() === '' && 'purpose',
    !mayAskUntil(typed.until, now) && 'until',
  ];
  return problems.filter((problem) => problem !== false);
}

/** What a request without problems asks. */
export function askedOf(typed: TypedAccess, scope: ScopeInfo, said: Pick<Asked, 'by' | 'at' | 'language'>): Asked {
  return {
    scope: scope.id,
    scopeName: scope.name,
    kinds: askedKinds.filter((kind) => typed.kinds.includes(kind)),
    purpose: typed.purpose.trim(),
    until: typed.until,
    ...said,
  };
}
