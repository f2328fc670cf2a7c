import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPiece } from '../../test/support/dom.tsx';
import { createFakeDesktop } from '../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../test/support/fake-live-engine.ts';
import { sampleIdentity } from '../../test/support/sample-identity.ts';
import { EngineProvider } from './engine-context.tsx';
import { WipeOnWord } from './wipe-on-word.tsx';

const proof = { statement: 'ab', hubKeys: [] };

test.each([
  ['has all that waits', async () => true],
  ['could not be begun anew, which is tried once', async () => false],
  ['failed', () => Promise.reject(new Error('The engine is gone'))],
])('[WP5] before a laptop wipes itself its copy is seen to: one that %s', async (_, sealCopy) => {
  const engine = createFakeLiveEngine();
  const status = { ...(await engine.status()), revoked: { at: 1, by: null, wipe: true as const, proof } };
  const asked: unknown[] = [];
  engine.status = async () => status;
  engine.sealCopy = () => {
    asked.push('seal');
    return sealCopy();
  };
  const desktop = createFakeDesktop();
  const usual = desktop.call;
  // A host that does not answer at all is no unhandled fault either: vitest would fail for one.
  desktop.call = (async (channel: string, input: unknown) => {
    if (channel !== 'wipe:begin') return usual(channel as 'app:about', input as never);
    asked.push(input);
    throw new Error('Nobody answers');
  }) as typeof desktop.call;
  await renderPiece(<WipeOnWord />, {
    wrap: (children) => (
      <EngineProvider engine={engine} identity={sampleIdentity} desktop={desktop}>
        {children}
      </EngineProvider>
    ),
  });
  await waitFor(() => expect(asked).toEqual(['seal', { by: 'hub', proof }]));
});
