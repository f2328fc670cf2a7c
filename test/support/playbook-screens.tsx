/** Opens the playbook screens on an engine in memory. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { DataNotices } from '../../renderer/data/data-notices.tsx';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';

export interface ScreenOptions {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  /** Goes on with the engine of an earlier screen, as after a restart. */
  readonly engine?: ReturnType<typeof createFakeLiveEngine>;
  /** Absent: the sample's, who works in one scope. */
  readonly identity?: DeviceIdentity;
  /** The banners over the screens are there too. */
  readonly withNotices?: boolean;
}

export async function openPlaybooks(path: string, options: ScreenOptions = {}) {
  const engine = options.engine ?? createFakeLiveEngine();
  const desktop = createFakeDesktop();
  if (options.drafts) engine.receive('somebody', options.drafts);
  const app = await renderApp(path, {
    language: options.language ?? 'en',
    features: [playbooksFeature],
    namespaces: ['playbooks'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={options.identity ?? sampleIdentity} desktop={desktop}>
        {children}
        {options.withNotices === true && <DataNotices />}
      </EngineProvider>
    ),
  });
  return { ...app, engine, desktop };
}
