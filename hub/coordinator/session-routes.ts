/** Signing in and out, and setting an account up: the only endpoints of the page that ask for no session. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../shared/base/result.ts';
import {
  nothingSchema,
  setUpBeginSchema,
  setUpDoneSchema,
  setUpFinishSchema,
  setUpOfferSchema,
  signInSchema,
} from '../../shared/coordinator/contract.ts';
import { beginSetUp, finishSetUp } from '../accounts/decide-set-up.ts';
import { signIn } from '../accounts/decide-sign-in.ts';
import { sessionLifeMs, signOut } from '../accounts/session.ts';
import { createBusyGate } from '../http/busy-gate.ts';
import { type EndpointFailure, sendFailure } from '../http/endpoint.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { addOpenEndpoint, type PageParts } from './endpoint.ts';

const sessionSeconds = sessionLifeMs / 1000;

export function addSessionRoutes(app: FastifyInstance, parts: PageParts): void {
  const { store, ports, cookie } = parts;
  // Each takes a connection and hundreds of megabytes for a second: the sync of the network goes first.
  const gate = createBusyGate({ atOnce: 2, waiting: 8 });
  const derive = async <T>(
    reply: FastifyReply,
    work: (tx: HubTransaction) => Promise<Result<T, EndpointFailure>>,
    answer: (value: T) => unknown,
  ) => {
    const result = await gate.run(() => store.transaction(work));
    if (result === null) return sendFailure(reply, { kind: 'hub-busy' });
    return result.ok ? answer(result.value) : sendFailure(reply, result.failure);
  };
  const begin = (reply: FastifyReply, token: string) => reply.header('set-cookie', cookie.write(token, sessionSeconds));

  addOpenEndpoint(
    app,
    parts,
    { path: '/sign-in', summary: 'Begins a session in a cookie', body: signInSchema, answer: nothingSchema },
    (request, reply, body) =>
      derive(
        reply,
        (tx) => signIn(tx, ports, body, request.ip),
        (token) => begin(reply, token).send({}),
      ),
  );
  addOpenEndpoint(
    app,
    parts,
    { path: '/sign-out', summary: 'Ends the session', body: nothingSchema, answer: nothingSchema },
    async (request: FastifyRequest, reply) => {
      await store.transaction((tx) => signOut(tx, cookie.read(request.headers.cookie)));
      return reply.header('set-cookie', cookie.clear()).send({});
    },
  );
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/set-up/begin',
      summary: 'Shows the secret of an authenticator to who holds a set-up code',
      body: setUpBeginSchema,
      answer: setUpOfferSchema,
    },
    async (request, reply, { code }) => {
      const offer = await store.transaction((tx) => beginSetUp(tx, ports, { code, address: request.ip }));
      return offer.ok ? offer.value : sendFailure(reply, offer.failure);
    },
  );
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/set-up/finish',
      summary: 'Uses a set-up code up, and tells the recovery codes once',
      body: setUpFinishSchema,
      answer: setUpDoneSchema,
    },
    (request, reply, body) =>
      derive(
        reply,
        (tx) => finishSetUp(tx, ports, { ...body, address: request.ip }),
        ({ token, recoveryCodes }) => begin(reply, token).send({ recoveryCodes }),
      ),
  );
}
