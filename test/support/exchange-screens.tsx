/** Opens export and import on an engine in memory that holds real chunks, as the desktop's does. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import type { LiveEngine } from '../../renderer/data/live-engine.ts';
import { exchangeFeature } from '../../renderer/features/exchange/feature.ts';
import { trainingFeature } from '../../renderer/features/training/feature.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Language } from '../../shared/domain/language.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';

export interface ExchangeOptions {
  readonly engine: LiveEngine;
  readonly identity: DeviceIdentity;
  readonly language?: Language;
}

export async function openExchange(path: string, { engine, identity, language = 'en' }: ExchangeOptions) {
  const desktop = createFakeDesktop();
  const app = await renderApp(path, {
    language,
    features: [trainingFeature, exchangeFeature],
    namespaces: ['training', 'exchange'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={identity} desktop={desktop}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, desktop };
}
