/** Where somebody is signed in, and ending one of these sessions: for themselves alone ([WI9]). */

import type { Clock } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { MySessions } from '../../shared/coordinator/sessions-contract.ts';
import type { AccountRecords } from './account-records.ts';
import { hasEnded, isFresh, type OpenSession } from './session.ts';

/** The sessions of the account that have not ended, the latest first. */
export async function readOwnSessions(tx: AccountRecords, clock: Clock, asking: OpenSession): Promise<MySessions> {
  const open = (await tx.sessionsOf(asking.account.id)).filter((session) => !hasEnded(session, clock));
  return {
    sessions: open.map(({ hash, way, beganAt, lastSeen }) => ({
      id: hash,
      way,
      beganAt,
      lastSeen,
      isThis: hash === asking.hash,
    })),
    mayEnd: isFresh(asking, clock),
  };
}

/** Ends one of them, by its id. One of somebody else is not found. */
export async function endOwnSession(
  tx: AccountRecords,
  clock: Clock,
  asking: OpenSession,
  id: string,
): Promise<Result<object, Failure<'proof-too-old'> | Failure<'not-found'>>> {
  if (!isFresh(asking, clock)) return fail({ kind: 'proof-too-old' });
  const own = await tx.sessionsOf(asking.account.id);
  if (!own.some(({ hash }) => hash === id)) return fail({ kind: 'not-found' });
  await tx.endSession(id);
  return ok({});
}
