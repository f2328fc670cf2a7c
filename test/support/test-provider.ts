/** An identity provider on this machine, real HTTP and real signatures, that says what it is told to say. */
import { OAuth2Server } from 'oauth2-mock-server';

type Claims = Record<string, unknown>;

interface Said {
  /** Over what is right. */
  claims: Claims;
  /** Over what comes back with the browser; null leaves a member out. */
  back: Record<string, string | null>;
  /** The answer of the token endpoint as it goes out. */
  onAnswer: (body: Claims) => void;
}

export async function startTestProvider() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  const says: Said = { claims: {}, back: {}, onAnswer: () => undefined };
  server.service.on('beforeWellKnownOpenIdConfiguration', ({ body }: { body: Claims }) => {
    body['authorization_response_iss_parameter_supported'] = true;
  });
  server.service.on('beforeTokenSigning', ({ payload }: { payload: Claims }) => {
    Object.assign(payload, says.claims);
  });
  server.service.on('beforeResponse', ({ body }: { body: Record<string, unknown> }) => says.onAnswer(body));
  server.service.on('beforeAuthorizeRedirect', ({ url }: { url: URL }) => {
    url.searchParams.set('iss', server.issuer.url ?? '');
    for (const [name, value] of Object.entries(says.back)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
  });
  // Another site than `localhost`, where hubs of tests are: a browser treats it as any provider elsewhere.
  const start = async (on: number) => {
    await server.start(on, '127.0.0.1');
    server.issuer.url = `http://127.0.0.1:${server.address().port}`;
    return server.address().port;
  };
  const port = await start(0);
  return {
    issuer: server.issuer.url as string,
    says,
    /** From now on nobody answers there. */
    stop: () => server.stop(),
    again: () => start(port),
  };
}
