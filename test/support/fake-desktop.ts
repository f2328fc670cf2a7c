/** A host for screen tests: remembers what it was asked to save and print, and gives the files it was handed. */
import type { Desktop } from '../../renderer/data/desktop.ts';

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
      if (channel === 'files:pick') return { ok: true, value: { files: desktop.files } };
      return { ok: true, value: { saved: true } };
    }) as unknown as Desktop['call'],
  };
  return desktop;
}
