/** Signing in and out, and setting an account up: the only endpoints of the page that ask for no session. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, type Result } from '../../shared/base/result.ts';
import {
  changePassphraseSchema,
  nothingSchema,
  setUpBeginSchema,
  setUpDoneSchema,
  setUpFinishSchema,
  setUpOfferSchema,
  signedOutSchema,
  signInSchema,
} from '../../shared/coordinator/contract.ts';
import { changePassphrase } from '../accounts/change-passphrase.ts';
import { beginSetUp, finishSetUp } from '../accounts/decide-set-up.ts';
import { signIn } from '../accounts/decide-sign-in.ts';
import { accountOfSession, openSession, signOut } from '../accounts/session.ts';
import { createBusyGate } from '../http/busy-gate.ts';
import { type EndpointFailure, sendFailure } from '../http/endpoint.ts';
import type { ProviderParts } from '../provider/routes.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { addOpenEndpoint, giveSession, type PageParts } from './endpoint.ts';
import { sayWho, sayWhose } from './say-who.ts';

export function addSessionRoutes(app: FastifyInstance, parts: ProviderParts): void {
  const desk = createDesk(parts);
  addSigning(app, parts, desk);
  addSetUp(app, parts, desk);
}

/** What the costly endpoints share: a gate, and how a session begins. */
function createDesk({ store, cookie, ports }: PageParts) {
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
  const begin = (request: FastifyRequest, reply: FastifyReply, token: string) =>
    giveSession(request, reply, { cookie }, token);
  /** The session that a browser had before ends with the one that it begins. */
  const instead = async <T>(
    tx: HubTransaction,
    reply: FastifyReply,
    work: Promise<Result<T, EndpointFailure>>,
    tokenOf: (begun: T) => string,
  ) => {
    const result = await work;
    if (!result.ok) return result;
    await signOut(tx, cookie.read(reply.request.headers.cookie));
    await sayWhose(tx, ports.clock, reply, tokenOf(result.value));
    return result;
  };
  return { derive, begin, instead };
}
type Desk = ReturnType<typeof createDesk>;

function addSigning(app: FastifyInstance, parts: ProviderParts, { derive, begin, instead }: Desk): void {
  const { store, ports, cookie } = parts;
  addOpenEndpoint(
    app,
    parts,
    { path: '/sign-in', summary: 'Begins a session in a cookie', body: signInSchema, answer: nothingSchema },
    (request, reply, body) =>
      derive(
        reply,
        (tx) => instead(tx, reply, signIn(tx, ports, body, request.ip), (token) => token),
        (token) => begin(request, reply, token).send({}),
      ),
  );
  addOpenEndpoint(
    app,
    parts,
    { path: '/sign-out', summary: 'Ends the session', body: nothingSchema, answer: signedOutSchema },
    async (request: FastifyRequest, reply) => {
      const token = cookie.read(request.headers.cookie);
      const way = await store.transaction(async (tx) => {
        const session = await openSession(tx, ports.clock, token);
        if (session !== null) sayWho(reply, session.account);
        await signOut(tx, token);
        return session?.way;
      });
      const origin = parts.ownOrigin();
      const isThere = way === 'provider' && parts.provider !== null && origin !== null;
      const leave = isThere ? await parts.provider.signOutAddress(`${origin}/coordinator`) : null;
      return reply.header('set-cookie', cookie.clear()).send({ leave });
    },
  );
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/passphrase',
      summary: 'Changes the passphrase of who is signed in and proves it once more; ends their other sessions',
      body: changePassphraseSchema,
      answer: nothingSchema,
    },
    (request, reply, body) =>
      derive(
        reply,
        async (tx): Promise<Result<string, EndpointFailure>> => {
          const account = await accountOfSession(tx, ports.clock, cookie.read(request.headers.cookie));
          if (account === null) return fail({ kind: 'signed-out' });
          sayWho(reply, account);
          return changePassphrase(tx, ports, account, body, request.ip);
        },
        (token) => begin(request, reply, token).send({}),
      ),
  );
}

function addSetUp(app: FastifyInstance, parts: PageParts, { derive, begin, instead }: Desk): void {
  const { store, ports } = parts;
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
        (tx) => instead(tx, reply, finishSetUp(tx, ports, { ...body, address: request.ip }), ({ token }) => token),
        ({ token, recoveryCodes }) => begin(request, reply, token).send({ recoveryCodes }),
      ),
  );
}
