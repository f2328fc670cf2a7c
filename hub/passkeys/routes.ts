/** How one gets in, for whoever asks; signing in by passkey; and one's own passkeys, whatever roles one holds. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance } from 'fastify';
import type { Json } from '../../shared/base/json.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { nothingSchema } from '../../shared/coordinator/contract.ts';
import {
  addPasskeySchema,
  type MyPasskeys,
  myPasskeysSchema,
  passkeyOptionsSchema,
  removePasskeySchema,
  showPasskeySchema,
  waysInSchema,
} from '../../shared/coordinator/passkey-contract.ts';
import { isFresh, type OpenSession, signOut } from '../accounts/session.ts';
import { addAccountEndpoint, addOpenEndpoint, giveSession, type PageParts } from '../coordinator/endpoint.ts';
import { sayWhose } from '../coordinator/say-who.ts';
import { type EndpointFailure, sendFailure } from '../http/endpoint.ts';
import type { ProviderParts } from '../provider/routes.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { addPasskey, offerPasskey, removePasskey } from './add-passkey.ts';
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts';

export function addPasskeyRoutes(app: FastifyInstance, parts: ProviderParts): void {
  addWaysIn(app, parts);
  addSigningIn(app, parts);
  addOwn(app, parts);
}

function addWaysIn(app: FastifyInstance, parts: ProviderParts): void {
  const route = { path: '/ways-in', summary: 'By what one signs in at this hub', answer: waysInSchema };
  addOpenEndpoint(app, parts, route, async () => {
    const [party, origin, { provider }] = [parts.relyingParty(), parts.ownOrigin(), parts];
    return {
      passkeys: party === null ? null : { origin: party.origin },
      provider: provider === null || origin === null ? null : { origin, name: provider.name },
    };
  });
}

function addSigningIn(app: FastifyInstance, parts: PageParts): void {
  const { store, ports, cookie } = parts;
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/passkeys/begin',
      summary: 'What a browser needs to ask for a passkey',
      body: nothingSchema,
      answer: passkeyOptionsSchema,
    },
    async (_request, reply) => {
      const party = parts.relyingParty();
      if (party === null) return sendFailure(reply, { kind: 'passkeys-need-name' });
      return { options: plain(await askForPasskey(ports, party)) };
    },
  );
  addOpenEndpoint(
    app,
    parts,
    {
      path: '/passkeys/sign-in',
      summary: 'Begins a session in a cookie, by a passkey',
      body: showPasskeySchema,
      answer: nothingSchema,
    },
    async (request, reply, { response }) => {
      const party = parts.relyingParty();
      if (party === null) return sendFailure(reply, { kind: 'passkeys-need-name' });
      const begun = await store.transaction(async (tx): Promise<Result<string, EndpointFailure>> => {
        const result = await signInWithPasskey(tx, ports, party, response as AuthenticationResponseJSON, request.ip);
        // The session that a browser had before ends with the one that it begins.
        if (!result.ok) return result;
        await signOut(tx, cookie.read(request.headers.cookie));
        await sayWhose(tx, ports.clock, reply, result.value);
        return result;
      });
      return begun.ok ? giveSession(request, reply, parts, begun.value).send({}) : sendFailure(reply, begun.failure);
    },
  );
}

function addOwn(app: FastifyInstance, parts: PageParts): void {
  const { ports } = parts;
  addAccountEndpoint(app, parts, {
    path: '/passkeys',
    beforePasskey: true,
    summary: "The passkeys of one's own account",
    answer: myPasskeysSchema,
    work: async (tx, session) => ok({ answer: await readMine(tx, parts, session) }),
  });
  addAccountEndpoint(app, parts, {
    path: '/passkeys/add/begin',
    beforePasskey: true,
    summary: 'What a browser needs to make a passkey',
    body: nothingSchema,
    answer: passkeyOptionsSchema,
    async work(tx, session) {
      const offer = await offerPasskey(tx, ports, parts.relyingParty(), session);
      return offer.ok ? ok({ answer: { options: plain(offer.value) } }) : offer;
    },
  });
  addAccountEndpoint(app, parts, {
    path: '/passkeys/add',
    beforePasskey: true,
    summary: 'Keeps a passkey that was just made, and ends the other sessions',
    body: addPasskeySchema,
    answer: nothingSchema,
    async work(tx, session, { name, response }) {
      const made = { name, response: response as RegistrationResponseJSON };
      const added = await addPasskey(tx, ports, parts.relyingParty(), session, made);
      return added.ok ? ok({ answer: {}, token: added.value }) : added;
    },
  });
  addAccountEndpoint(app, parts, {
    path: '/passkeys/remove',
    summary: 'Takes a passkey away, unless it is the last way in, and ends the other sessions',
    body: removePasskeySchema,
    answer: nothingSchema,
    async work(tx, session, { id }) {
      const removed = await removePasskey(tx, ports, session, id);
      return removed.ok ? ok({ answer: {} }) : removed;
    },
  });
}

async function readMine(tx: HubTransaction, { ports }: PageParts, session: OpenSession): Promise<MyPasskeys> {
  const { account } = session;
  return {
    passkeys: (await tx.passkeysOf(account.id)).map(({ id, name, addedAt, usedAt, isSynced }) => ({
      id,
      name,
      addedAt,
      usedAt,
      isSynced,
    })),
    areNeeded: await tx.needsPasskey(account.person),
    mayChange: isFresh(session, ports.clock),
  };
}

/** As it goes over the wire: without what is not there. */
function plain(options: object): Record<string, Json> {
  return JSON.parse(JSON.stringify(options)) as Record<string, Json>;
}
