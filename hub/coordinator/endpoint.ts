/**
 * Endpoints of the coordinator's page. Each names the action that it is; whoever has no session, or no scope in which the
 * policy allows that action, gets nothing. What changes something must come from the page's own origin. One endpoint is
 * one transaction, grants included: they are read in the transaction that they allow.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { apiPath, fileType } from '../../shared/coordinator/failure.ts';
import type { AccountPorts } from '../accounts/account-ports.ts';
import { type OpenSession, openSession, sessionLifeMs } from '../accounts/session.ts';
import type { BusyGate } from '../http/busy-gate.ts';
import { type EndpointFailure, sendFailure } from '../http/endpoint.ts';
import type { RelyingParty } from '../passkeys/relying-party.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';
import { type Coordinator, type CoordinatorAction, scopesFor } from './access.ts';
import type { SessionCookie } from './cookie.ts';
import { sayWho } from './say-who.ts';

export interface PageParts {
  readonly store: HubStore;
  readonly ports: AccountPorts &
    Pick<ExchangePorts, 'retireAfter' | 'sign' | 'verify' | 'leaseDays' | 'grantSignatures'>;
  readonly cookie: SessionCookie;
  /** Where people reach the hub; null is the address that they asked for. */
  readonly origin: string | null;
  /** What goes along with codes, so that laptops know this hub by its key; null when its certificate needs none. */
  readonly pin: string | null;
  /** Where people reach the hub, once it listens; null when that is not known. */
  readonly ownOrigin: () => string | null;
  /** Who the hub is to passkeys, once it listens; null when it has no name. */
  readonly relyingParty: () => RelyingParty | null;
}

interface Route<Body extends z.ZodType, Answer> {
  readonly path: string;
  readonly summary: string;
  readonly answer: z.ZodType<Answer>;
  /** Given for what changes something: a POST, and otherwise a GET. */
  readonly body?: Body;
}

export interface CoordinatorRoute<Body extends z.ZodType, Answer> extends Route<Body, Answer> {
  readonly action: CoordinatorAction;
  readonly work: (
    tx: HubTransaction,
    who: Coordinator,
    body: z.infer<Body>,
  ) => Promise<Result<Answer, EndpointFailure>>;
}

/** Adds an endpoint for who is signed in and may do its action. */
export function addCoordinatorEndpoint<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  parts: PageParts,
  route: CoordinatorRoute<Body, Answer>,
): void {
  addRoute(app, parts, route, async (request, reply) => {
    const work = (tx: HubTransaction, who: Coordinator) => route.work(tx, who, request.body as z.infer<Body>);
    const result = await workFor(parts, reply, route.action, work);
    return result.ok ? result.value : sendFailure(reply, result.failure);
  });
}

interface UploadRoute<Answer>
  extends Pick<CoordinatorRoute<z.ZodType, Answer>, 'path' | 'summary' | 'action' | 'answer'> {
  /** The largest file that is read, in bytes. A browser says how large its own is, and a larger one is refused unread. */
  readonly limit: number;
  /** How many are worked on at once. */
  readonly gate: BusyGate;
  readonly work: (tx: HubTransaction, who: Coordinator, file: Uint8Array) => Promise<Result<Answer, EndpointFailure>>;
}

/** Adds an endpoint that takes a file as it is ({@link fileType}). It is read of nobody but who is signed in and may do its action. */
export function addCoordinatorUpload<Answer>(app: FastifyInstance, parts: PageParts, route: UploadRoute<Answer>): void {
  const { path, summary, action, answer, limit, gate, work } = route;
  const first = async (_request: FastifyRequest, reply: FastifyReply) => {
    const may = await workFor(parts, reply, action, async () => ok(null));
    return may.ok ? undefined : sendFailure(reply, may.failure);
  };
  // A part of the server with a parser of its own: no other endpoint takes bytes, and this one takes nothing else.
  void app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser(fileType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    own.post(
      `${apiPath}${path}`,
      {
        schema: { summary, consumes: [fileType], response: { 200: answer } },
        bodyLimit: limit,
        onRequest: [refuseOtherOrigins(parts.origin), first],
      },
      async (request, reply) => {
        const file = new Uint8Array((request.body as Buffer | undefined) ?? []);
        const done = await gate.run(() => workFor(parts, reply, action, (tx, who) => work(tx, who, file)));
        const result = done ?? fail({ kind: 'hub-busy' as const });
        return result.ok ? result.value : sendFailure(reply, result.failure);
      },
    );
  });
}

/** Adds a file to be taken away by who is signed in and may do its action. */
export function addCoordinatorFile(
  app: FastifyInstance,
  parts: PageParts,
  {
    path,
    summary,
    action,
    type,
    name,
    work,
  }: Pick<CoordinatorRoute<z.ZodType, never>, 'path' | 'summary' | 'action'> & {
    readonly type: string;
    readonly name: string;
    /** The file, piece by piece. */
    readonly work: (tx: HubTransaction, who: Coordinator) => Promise<Result<AsyncIterable<string>, EndpointFailure>>;
  },
): void {
  app.get(`${apiPath}${path}`, { schema: { summary } }, async (_request, reply) => {
    const result = await workFor(parts, reply, action, work);
    if (!result.ok) return sendFailure(reply, result.failure);
    void reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
    return reply.send(Readable.from(result.value));
  });
}

interface AccountRoute<Body extends z.ZodType, Answer> extends Route<Body, Answer> {
  /** What leads to a first passkey: it is there without one where the centre asks for passkeys, and nothing else is ([WI8]). */
  readonly beforePasskey?: true;
  /** With a token the answer begins that session in place of the one that asked. */
  readonly work: (
    tx: HubTransaction,
    session: OpenSession,
    body: z.infer<Body>,
  ) => Promise<Result<{ readonly answer: Answer; readonly token?: string }, EndpointFailure>>;
}

/** Adds an endpoint for whoever is signed in, about their own account: no role opens it and none is needed. */
export function addAccountEndpoint<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  parts: PageParts,
  route: AccountRoute<Body, Answer>,
): void {
  const { store, ports, cookie } = parts;
  addRoute(app, parts, route, async (request, reply) => {
    const result = await store.transaction(async (tx) => {
      const session = await openSession(tx, ports.clock, cookie.read(request.headers.cookie));
      if (session === null) return fail({ kind: 'signed-out' as const });
      sayWho(reply, session.account);
      if (route.beforePasskey !== true && (await lacksPasskey(tx, session)))
        return fail({ kind: 'passkey-needed' as const });
      tx.actAs(session.account.person);
      return route.work(tx, session, request.body as z.infer<Body>);
    });
    if (!result.ok) return sendFailure(reply, result.failure);
    const { answer, token } = result.value;
    return token === undefined ? answer : giveSession(request, reply, parts, token).send(answer);
  });
}

/** Puts the token of a session that began into the answer. */
export function giveSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { cookie }: Pick<PageParts, 'cookie'>,
  token: string,
): FastifyReply {
  // What was shown stands nowhere.
  request.log.info('a session began');
  return reply.header('set-cookie', cookie.write(token, sessionLifeMs / 1000));
}

/** Adds an endpoint for whoever is not signed in yet, or signs out. */
export function addOpenEndpoint<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  parts: PageParts,
  route: Route<Body, Answer>,
  answer: (request: FastifyRequest, reply: FastifyReply, body: z.infer<Body>) => Promise<unknown>,
): void {
  addRoute(app, parts, route, (request, reply) => answer(request, reply, request.body as z.infer<Body>));
}

function addRoute<Body extends z.ZodType, Answer>(
  app: FastifyInstance,
  { origin }: PageParts,
  { path, summary, body, answer }: Route<Body, Answer>,
  handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const schema = { summary, response: { 200: answer }, ...(body === undefined ? {} : { body }) };
  if (body === undefined) {
    app.get(`${apiPath}${path}`, { schema }, handle);
    return;
  }
  app.post(`${apiPath}${path}`, { schema, onRequest: refuseOtherOrigins(origin) }, handle);
}

/**
 * A browser says where a request that changes something was begun. Without a word about it nothing is changed: the page is
 * for browsers, and whoever is none has the hub's own commands.
 */
function refuseOtherOrigins(origin: string | null) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const own = origin ?? `${request.protocol}://${request.headers.host ?? ''}`;
    if (request.headers.origin !== own) return sendFailure(reply, { kind: 'origin-refused' });
    return undefined;
  };
}

/** Whether the centre of whoever is signed in asks for passkeys, and the session began otherwise ([WI8]). */
async function lacksPasskey(tx: HubTransaction, { account, way }: OpenSession): Promise<boolean> {
  return way !== 'passkey' && (await tx.needsPasskey(account.person));
}

/** One transaction of who is signed in and may do the action. */
function workFor<T>(
  parts: PageParts,
  reply: FastifyReply,
  action: CoordinatorAction,
  work: (tx: HubTransaction, who: Coordinator) => Promise<Result<T, EndpointFailure>>,
): Promise<Result<T, EndpointFailure>> {
  return parts.store.transaction(async (tx): Promise<Result<T, EndpointFailure>> => {
    const who = await whoAsks(tx, parts, reply, action);
    if (who.ok) tx.actAs(who.value.person);
    return who.ok ? work(tx, who.value) : who;
  });
}

async function whoAsks(
  tx: HubTransaction,
  { ports, cookie }: PageParts,
  reply: FastifyReply,
  action: CoordinatorAction,
): Promise<Result<Coordinator, Failure<'signed-out'> | Failure<'passkey-needed'> | Failure<'not-permitted'>>> {
  const session = await openSession(tx, ports.clock, cookie.read(reply.request.headers.cookie));
  if (session === null) return fail({ kind: 'signed-out' });
  const { account } = session;
  sayWho(reply, account);
  if (await lacksPasskey(tx, session)) return fail({ kind: 'passkey-needed' });
  const grants = await tx.grants([account.person]);
  if (scopesFor(grants, action).length === 0) return fail({ kind: 'not-permitted' });
  await tx.see({ scopes: [...new Set(grants.map(({ scope }) => scope))] });
  return ok({ person: account.person, account: account.id, grants });
}
