/** Whose session it is, in every line that is written of a request from then on: by the account's id, since names stay out of the log. */
import type { FastifyReply } from 'fastify';
import type { Clock } from '../../shared/base/ports.ts';
import type { Account, AccountRecords } from '../accounts/account-records.ts';
import { openSession } from '../accounts/session.ts';

export function sayWho(reply: FastifyReply, { id }: Pick<Account, 'id'>): void {
  const log = reply.log.child({ account: id });
  reply.log = log;
  reply.request.log = log;
}

/** The same for the session of a token that has just begun. */
export async function sayWhose(tx: AccountRecords, clock: Clock, reply: FastifyReply, token: string): Promise<void> {
  const session = await openSession(tx, clock, token);
  if (session !== null) sayWho(reply, session.account);
}
