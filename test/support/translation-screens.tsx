/** Opens the translation screens on an engine in memory: the sample playbook, and a second one that is like it. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import { translationFeature } from '../../renderer/features/translation/feature.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import type { Language } from '../../shared/domain/language.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { withTranslationNotes } from '../../shared/domain/translation/fill-notes.ts';
import { renderApp } from './dom.tsx';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeLiveEngine, type FakeLiveEngine } from './fake-live-engine.ts';
import { sampleIdentity } from './sample-identity.ts';
import { samplePlaybook, samplePlaybookId, sampleScope } from './sample-playbook.ts';

export const gridPath = `/translation/ar/${samplePlaybookId}`;

/** A playbook that says one thing nearly as the sample does, in both languages. */
export function likePlaybook(): OperationDraft[] {
  const made = createRecord(
    playbook,
    { scope: sampleScope, id: '0190f000-0000-7000-8000-0000000000ab' },
    {
      reference: 'PB-0119',
      language: 'en',
      title: { en: 'Drone near a border post', ar: 'طائرة مسيّرة قرب مركز حدودي' },
      description: { en: 'Say what was found and what was done.', ar: 'قل ما عُثر عليه وما فُعل.' },
    },
  );
  if (!made.ok) throw new Error(made.failure.kind);
  return made.value;
}

const translator: readonly Role[] = ['translator'];

export interface TranslationScreenOptions {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  /** Of whoever works here; a translator by default. */
  readonly roles?: readonly Role[];
}

export async function openTranslation(path: string, options: TranslationScreenOptions = {}) {
  const engine = createFakeLiveEngine();
  const drafts = options.drafts ?? [...samplePlaybook(), ...likePlaybook()];
  engine.receive('somebody', withTranslationNotes(drafts, new Map()));
  const grants = sampleIdentity.grants.map((grant) => ({ ...grant, roles: [...(options.roles ?? translator)] }));
  const app = await renderApp(path, {
    language: options.language ?? 'en',
    features: [translationFeature, playbooksFeature],
    namespaces: ['translation', 'playbooks'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider
        engine={engine}
        identity={{ ...sampleIdentity, grants }}
        desktop={createFakeDesktop()}
        invalidates={translationFeature.invalidates}
      >
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine };
}

/** Somebody elsewhere writes fields; what they saw there is replaced. */
export async function writeElsewhere(engine: FakeLiveEngine, record: string, values: Record<string, string>) {
  const [state] = await engine.open([record]);
  const declaration = state && declarationOf(state.type);
  if (state === undefined || declaration === undefined) throw new Error(`no record ${record}`);
  const made = setFields(declaration, state, values);
  if (!made.ok) throw new Error(made.failure.kind);
  engine.receive('elsewhere', withTranslationNotes(made.value, new Map([[record, state]])));
}
