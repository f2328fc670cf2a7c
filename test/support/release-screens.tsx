/** Opens the screens of releases, and those of playbooks around them, on an engine in memory that holds the invented playbook. */
import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import { releasesFeature } from '../../renderer/features/releases/feature.ts';
import { setFields } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { type FrozenPlaybook, freezePlaybook } from '../../shared/domain/release/frozen-playbook.ts';
import { step } from '../../shared/domain/step.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';
import { samplePlaybook, samplePlaybookId } from './sample-playbook.ts';

export async function openReleases(at: string, more: (text: FrozenPlaybook) => readonly OperationDraft[] = () => []) {
  const engine = createFakeLiveEngine();
  engine.receive('somebody', samplePlaybook());
  const [header, ...steps] = await engine.open([
    samplePlaybookId,
    ...(await engine.list({ type: step.type, parent: samplePlaybookId })).map(({ id }) => id),
  ]);
  const frozen = freezePlaybook(header as never, steps);
  if (!frozen.ok) throw new Error(frozen.failure.kind);
  engine.receive('somebody', more(frozen.value));
  const app = await renderApp(at, {
    language: 'en',
    features: [playbooksFeature, releasesFeature],
    namespaces: ['playbooks', 'releases'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={sampleIdentity} desktop={createFakeDesktop()}>
        {children}
      </EngineProvider>
    ),
  });
  const rewrite = async (id: string, text: string) => {
    const [state] = await engine.open([id]);
    const made = setFields(step, state as never, { 'description.en': text });
    engine.receive('elsewhere', made.ok ? made.value : []);
  };
  return { ...app, engine, rewrite, text: frozen.value };
}
