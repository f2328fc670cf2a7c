/** A host for screen tests: remembers what it was asked to save and print, and gives the files it was handed. */
import type { Desktop } from '../../renderer/data/desktop.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';

export interface FakeDesktop extends Desktop {
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  readonly printed: string[];
  files: { readonly name: string; readonly bytes: Uint8Array }[];
}

export function createFakeDesktop(): FakeDesktop {
  const desktop: FakeDesktop = {
    saved: [],
    printed: [],
    files: [],
    enginePort: () => new MessageChannel().port1,
    onEvent: () => () => {},
    call: (async (channel: string, input: { suggestedName: string; bytes: Uint8Array }) => {
      if (channel === 'files:save') desktop.saved.push({ name: input.suggestedName, bytes: input.bytes });
      if (channel === 'print:pdf') desktop.printed.push(document.body.textContent ?? '');
      if (channel === 'certificates:sign') return { ok: true, value: signCertificates(input as never) };
      if (channel === 'wipe:status') return { ok: true, value: { sealed: 'none', wiped: null, left: [] } };
      if (channel === 'files:pick') return { ok: true, value: { files: desktop.files } };
      return { ok: true, value: { saved: true } };
    }) as unknown as Desktop['call'],
  };
  return desktop;
}

/** With the one key that this host has. */
function signCertificates({ messages }: Input<'certificates:sign'>): Output<'certificates:sign'> {
  const secret = new Uint8Array(32).fill(7);
  return { publicKey: publicKeyOf(secret), signatures: messages.map((message) => signEd25519(secret, message)) };
}
