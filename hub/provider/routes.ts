/** The way to the identity provider and back, and who there is who here. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { nothingSchema } from '../../shared/coordinator/contract.ts';
import { apiPath } from '../../shared/coordinator/failure.ts';
import {
  askForLinkSchema,
  linkIdSchema,
  linksSchema,
  toProviderSchema,
} from '../../shared/coordinator/links-contract.ts';
import { signOut } from '../accounts/session.ts';
import { createCookie, type SessionCookie } from '../coordinator/cookie.ts';
import { addCoordinatorEndpoint, addOpenEndpoint, giveSession, type PageParts } from '../coordinator/endpoint.ts';
import { sayWhose } from '../coordinator/say-who.ts';
import { sendFailure } from '../http/endpoint.ts';
import { attemptLifeMs, sealAttempt, takeAttempt } from './attempts.ts';
import { askForLink, confirmLink, readLinks, removeLink } from './decide-links.ts';
import type { Attempt, Provider, ProviderFailure } from './provider.ts';
import { noteFailure, signInByProvider, type UnknownFailure, waitOfAddress } from './sign-in-by-provider.ts';

const backPath = `${apiPath}/provider/back`;

export interface ProviderParts extends PageParts {
  readonly provider: Provider | null;
  readonly isSecure: boolean;
}

export function addProviderRoutes(app: FastifyInstance, parts: ProviderParts): void {
  // The way back begins at the provider's page: a cookie that only our own pages send would stay behind.
  const cookie = createCookie({ name: 'waypost-provider', secure: parts.isSecure, sameSite: 'Lax' });
  addThere(app, parts, cookie);
  addBack(app, parts, cookie);
  addLinks(app, parts);
}

function addThere(app: FastifyInstance, parts: ProviderParts, cookie: SessionCookie): void {
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/provider/begin',
      summary: 'Where a browser goes to sign in at the identity provider',
      body: nothingSchema,
      answer: toProviderSchema,
    },
    async (_request, reply) => {
      const origin = parts.ownOrigin();
      if (parts.provider === null || origin === null) return sendFailure(reply, { kind: 'not-found' });
      const begun = await parts.provider.begin(`${origin}${backPath}`);
      if (!begun.ok) return sendFailure(reply, begun.failure);
      const { address, attempt } = begun.value;
      return reply
        .header('set-cookie', cookie.write(sealAttempt(parts.ports, attempt), attemptLifeMs / 1000))
        .send({ address });
    },
  );
}

type BackFailure = ProviderFailure | UnknownFailure | { readonly kind: 'sign-in-delayed' };

/** A page and not a call: what went wrong stands in the address of the page that says it. */
function addBack(app: FastifyInstance, parts: ProviderParts, cookie: SessionCookie): void {
  const summary = 'Where the identity provider sends a browser back to';
  app.get(backPath, { schema: { summary } }, async (request, reply) => {
    const result = await comeBack(parts, reply, cookie.read(request.headers.cookie));
    const forgotten = cookie.clear();
    if (!result.ok) {
      request.log.warn({ refused: result.failure.kind }, 'refused');
      return reply.header('set-cookie', forgotten).redirect(`/coordinator#/provider/${result.failure.kind}`, 303);
    }
    return leadOn(giveSession(request, reply, parts, result.value), forgotten);
  });
}

function leadOn(reply: FastifyReply, forgotten: string): FastifyReply {
  const begun = reply.getHeader('set-cookie') as string;
  return reply.removeHeader('set-cookie').header('set-cookie', [begun, forgotten]).redirect('/coordinator', 303);
}

async function comeBack(
  { provider, store, ports, cookie, ownOrigin }: ProviderParts,
  reply: FastifyReply,
  kept: string | null,
): Promise<Result<string, BackFailure>> {
  const origin = ownOrigin();
  const { request } = reply;
  const { ip } = request;
  const attempt = await store.transaction(async (tx): Promise<Result<Attempt | null, BackFailure>> => {
    if ((await waitOfAddress(tx, ports, ip)) > 0) return fail({ kind: 'sign-in-delayed' });
    const mine = await takeAttempt(tx, ports, kept);
    if (mine === null) await noteFailure(tx, ports, ip);
    return ok(mine);
  });
  if (!attempt.ok) return attempt;
  if (provider === null || origin === null || attempt.value === null) return fail({ kind: 'provider-answer-wrong' });
  // Its address as configured: what the request says of itself is not believed, but for what the provider put behind it.
  const back = new URL(backPath, origin);
  back.search = new URL(request.url, origin).search;
  const shown = await provider.finish(back, attempt.value);
  return store.transaction(async (tx): Promise<Result<string, BackFailure>> => {
    if (!shown.ok) {
      if (shown.failure.kind === 'provider-answer-wrong') await noteFailure(tx, ports, ip);
      return shown;
    }
    const begun = await signInByProvider(tx, ports, shown.value, ip);
    // The session that a browser had before ends with the one that it begins.
    if (!begun.ok) return begun;
    await signOut(tx, cookie.read(request.headers.cookie));
    await sayWhose(tx, ports.clock, reply, begun.value);
    return begun;
  });
}

function addLinks(app: FastifyInstance, parts: ProviderParts): void {
  const { provider, ports } = parts;
  addCoordinatorEndpoint(app, parts, {
    path: '/links',
    summary: 'Who at the identity provider is who here',
    action: 'link-people',
    answer: linksSchema,
    work: async (tx, who) => ok(await readLinks(tx, who, provider)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/links/ask',
    summary: 'Asks for a link, which another coordinator confirms',
    action: 'link-people',
    body: askForLinkSchema,
    answer: nothingSchema,
    work: async (tx, who, body) =>
      provider === null ? fail({ kind: 'not-found' }) : done(await askForLink(tx, ports, who, provider.issuer, body)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/links/confirm',
    summary: 'Makes a link count that another coordinator asked for',
    action: 'link-people',
    body: linkIdSchema,
    answer: nothingSchema,
    work: async (tx, who, { id }) => done(await confirmLink(tx, ports, who, id)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/links/remove',
    summary: 'Takes a link away, and ends the sessions of its account',
    action: 'link-people',
    body: linkIdSchema,
    answer: nothingSchema,
    work: async (tx, who, { id }) => done(await removeLink(tx, who, id)),
  });
}

function done<F>(result: Result<object, F>): Result<Record<string, never>, F> {
  return result.ok ? ok({}) : result;
}
