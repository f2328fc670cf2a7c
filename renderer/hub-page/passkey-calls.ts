/** Passkeys between the browser and the hub: the hub says what it wants signed, the browser asks its owner, the hub looks at the answer. */
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { AddPasskey, PasskeyOptions, ShowPasskey } from '../../shared/coordinator/passkey-contract.ts';
import { CallFailed, callHub } from './hub-api.ts';

type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Whether passkeys are used at this address, at another one, or not at all. */
export function placeOfPasskeys(ways: { readonly passkeys: { readonly origin: string } | null } | undefined) {
  if (ways === undefined || ways.passkeys === null) return null;
  return { origin: ways.passkeys.origin, isHere: ways.passkeys.origin === location.origin };
}

export async function signInWithPasskey(): Promise<void> {
  const { options } = await callHub<PasskeyOptions>('/passkeys/begin', {});
  const optionsJSON = options as unknown as AuthenticationOptions;
  const response = await startAuthentication({ optionsJSON }).catch(rethrow);
  await callHub('/passkeys/sign-in', { response } as ShowPasskey);
}

export async function addPasskey(name: string): Promise<void> {
  const { options } = await callHub<PasskeyOptions>('/passkeys/add/begin', {});
  const optionsJSON = options as unknown as RegistrationOptions;
  const response = await startRegistration({ optionsJSON }).catch(rethrow);
  await callHub('/passkeys/add', { name, response } as AddPasskey);
}

/** What the browser said, as far as a person can do something about it. */
function rethrow(error: unknown): never {
  const code = error instanceof WebAuthnError ? error.code : '';
  throw new CallFailed({
    kind: code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' ? 'passkey-known' : 'passkey-not-shown',
  });
}
