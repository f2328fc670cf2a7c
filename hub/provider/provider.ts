/**
 * The identity provider of a hub (OpenID Connect): where people are sent to show who they are, and what is believed of what comes back. The code
 * flow with PKCE (S256), state and nonce; every check of answers and tokens is the library's, the token's signature included.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { isLoopback } from '../config.ts';

export interface ProviderConfig {
  /** Its name as it says it itself, an address. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without one; the code is bound by PKCE in any case. */
  readonly clientSecret: string | null;
  /** What people call it. */
  readonly name: string;
  /** Ways of showing who one is there (`acr`) that are enough; any is when none is named. */
  readonly enough?: readonly string[];
}

/** What the hub remembers of somebody whom it sent away, until they come back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who came back. */
export interface Shown {
  readonly issuer: string;
  readonly subject: string;
  /** In small letters, and only when the provider says that it looked at it. */
  readonly email: string | null;
}

export type ProviderFailure =
  | Failure<'provider-unreachable'>
  /** It let nobody in: cancelled, or not allowed there. */
  | Failure<'provider-refused'>
  /** What came back is not what the hub asked for. */
  | Failure<'provider-answer-wrong'>
  /** It let them in by less than the centre asks for. */
  | Failure<'provider-too-weak'>;

export interface Provider {
  readonly name: string;
  readonly issuer: string;
  /** Where to send a browser, and what to remember of it. */
  begin(redirect: string): Promise<Result<{ readonly address: string; readonly attempt: Attempt }, ProviderFailure>>;
  /** Who came back. `back` is the redirect address with what the provider put behind it. */
  finish(back: URL, attempt: Attempt): Promise<Result<Shown, ProviderFailure>>;
  /** Where one signs out there; null when it has no such place, or does not answer. */
  signOutAddress(backTo: string): Promise<string | null>;
}

/** Longer than this nobody looks at an empty page. */
const timeoutSeconds = 10;
/** After this what it says of itself is asked again. */
const knownForMs = 60 * 60_000;

export function createProvider(config: ProviderConfig, now: () => number = Date.now): Provider {
  const { name, issuer, clientId, clientSecret, enough = [] } = config;
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | null = null;
  const configured = async (): Promise<Configuration | null> => {
    if (known === null || now() - known.at >= knownForMs) known = { at: now(), configuration: look() };
    const mine = known;
    try {
      return await mine.configuration;
    } catch {
      // Down now: whoever comes next asks again.
      if (known === mine) known = null;
      return null;
    }
  };
  const look = () =>
    discovery(new URL(issuer), clientId, clientSecret ?? undefined, clientSecret === null ? None() : undefined, {
      timeout: timeoutSeconds,
      // Without TLS only on this machine itself, where tests and trials run.
      execute: [enableNonRepudiationChecks, ...(isLoopback(new URL(issuer).hostname) ? [allowInsecureRequests] : [])],
    });
  return {
    name,
    issuer,
    async begin(redirect) {
      const configuration = await configured();
      if (configuration === null) return fail({ kind: 'provider-unreachable' });
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(configuration, {
        redirect_uri: redirect,
        scope: 'openid email',
        // Whoever still has a session there is asked all the same: what is looked at here shows who sits there now.
        prompt: 'login',
        ...(enough.length === 0 ? {} : { acr_values: enough.join(' ') }),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return ok({ address: address.href, attempt });
    },
    async finish(back, { state, nonce, verifier }) {
      const configuration = await configured();
      if (configuration === null) return fail({ kind: 'provider-unreachable' });
      try {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        };
        const claims = (await authorizationCodeGrant(configuration, back, checks)).claims();
        if (claims === undefined) return fail({ kind: 'provider-answer-wrong' });
        const { sub, email, email_verified, acr } = claims;
        // Asked for, and looked at: a provider may give less than it was asked for, and says which.
        if (enough.length > 0 && !enough.some((one) => one === acr)) return fail({ kind: 'provider-too-weak' });
        const isSeen = email_verified === true && typeof email === 'string';
        return ok({ issuer: claims.iss, subject: sub, email: isSeen ? email.toLowerCase() : null });
      } catch (error) {
        return fail({ kind: kindOf(error) });
      }
    },
    async signOutAddress(backTo) {
      const configuration = await configured();
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: backTo }).href;
    },
  };
}

function kindOf(error: unknown): ProviderFailure['kind'] {
  const { code, error: said, name } = error as { code?: unknown; error?: unknown; name?: unknown };
  // What the browser brought back instead of a code.
  if (name === 'AuthorizationResponseError' && typeof said === 'string') return 'provider-refused';
  // Faults of the library's own have a code.
  const isAway =
    (error instanceof TypeError && code === undefined) || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT';
  return isAway ? 'provider-unreachable' : 'provider-answer-wrong';
}
