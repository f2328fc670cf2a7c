/** The sessions of one's own account: seeing them and ending them. */
import type { FastifyInstance } from 'fastify';
import { ok } from '../../shared/base/result.ts';
import { nothingSchema } from '../../shared/coordinator/contract.ts';
import { endSessionSchema, mySessionsSchema } from '../../shared/coordinator/sessions-contract.ts';
import { addAccountEndpoint, type PageParts } from '../coordinator/endpoint.ts';
import { endOwnSession, readOwnSessions } from './own-sessions.ts';

export function addOwnSessionRoutes(app: FastifyInstance, parts: PageParts): void {
  const { clock } = parts.ports;
  addAccountEndpoint(app, parts, {
    path: '/sessions',
    summary: 'Where one is signed in now',
    answer: mySessionsSchema,
    work: async (tx, session) => ok({ answer: await readOwnSessions(tx, clock, session) }),
  });
  addAccountEndpoint(app, parts, {
    path: '/sessions/end',
    summary: "Ends a session of one's own",
    body: endSessionSchema,
    answer: nothingSchema,
    async work(tx, session, { id }) {
      const ended = await endOwnSession(tx, clock, session, id);
      return ended.ok ? ok({ answer: {} }) : ended;
    },
  });
}
