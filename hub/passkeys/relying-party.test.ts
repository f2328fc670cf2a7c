import { expect, test } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

const at = (host: string, origin: string | null, isTls = false) =>
  relyingPartyOf({ host, origin }, { isTls, port: 8470 });

test('[WI2] passkeys are for the name that is configured, and for localhost on the hub’s own machine', () => {
  expect(at('127.0.0.1', null)).toEqual({ id: 'localhost', origin: 'http://localhost:8470' });
  expect(at('::1', null, true)).toEqual({ id: 'localhost', origin: 'https://localhost:8470' });
  expect(at('127.0.0.1', 'https://hub.example')).toEqual({ id: 'hub.example', origin: 'https://hub.example' });
  expect(at('hub.example', null, true)).toEqual({ id: 'hub.example', origin: 'https://hub.example:8470' });
});

test('[WI2] a hub that is reached by numbers offers none', () => {
  expect(at('0.0.0.0', null, true)).toBeNull();
  expect(at('::', null, true)).toBeNull();
  expect(at('192.0.2.7', null, true)).toBeNull();
  expect(at('127.0.0.1', 'https://192.0.2.7')).toBeNull();
  expect(at('127.0.0.1', 'https://[2001:db8::7]')).toBeNull();
});
