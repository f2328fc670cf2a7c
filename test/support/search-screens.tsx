/** Opens the search screen over an engine in memory with records of several kinds and languages. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import { searchFeature } from '../../renderer/features/search/feature.ts';
import { trainingFeature } from '../../renderer/features/training/feature.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { person } from '../../shared/domain/training/person.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';
import { samplePlaybook, sampleScope as scope } from './sample-playbook.ts';
import { sampleSession } from './training-screens.tsx';

/** A playbook with steps in English and Arabic, a course with its session, and a person with an Arabic name. */
function sampleRecords(): OperationDraft[] {
  const made = createRecord(person, { scope, id: 'p-1' }, { name: 'جميلة القاسمي', organisation: 'Tolmara' });
  if (!made.ok) throw new Error(made.failure.reason);
  return [...samplePlaybook(), ...sampleSession(), ...made.value];
}

export async function openSearch(path: string, language: Language = 'en') {
  const engine = createFakeLiveEngine();
  engine.receive('somebody', sampleRecords());
  const app = await renderApp(path, {
    language,
    features: [playbooksFeature, trainingFeature, searchFeature],
    namespaces: ['playbooks', 'training', 'search'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={sampleIdentity} desktop={createFakeDesktop()}>
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine };
}
