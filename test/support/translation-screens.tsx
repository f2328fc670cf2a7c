/** Opens the translation screens on an engine in memory: the sample playbook, and a second one that is like it. */

import { engineShellData } from '../../renderer/app/engine-shell-data.ts';
import { EngineProvider } from '../../renderer/data/engine-context.tsx';
import { playbooksFeature } from '../../renderer/features/playbooks/feature.ts';
import { translationFeature } from '../../renderer/features/translation/feature.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Language } from '../../shared/domain/language.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
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

/** Playbooks of one English word each. */
export function manyPlaybooks(count: number): OperationDraft[] {
  return Array.from({ length: count }, (_, at) =>
    createRecord(playbook, { scope: sampleScope, id: `many-${at}` }, { language: 'en', title: { en: 'Cordon' } }),
  ).flatMap((made) => (made.ok ? made.value : []));
}

/** An engine whose openings wait from the one after `free` on, until they are let go. */
function holding(engine: FakeLiveEngine, free: number): FakeLiveEngine & { letGo(): void } {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const open = engine.open;
  let count = 0;
  return Object.assign(engine, {
    open: async (ids: readonly string[]) => {
      count += 1;
      if (count > free) await gate;
      return open(ids);
    },
    letGo,
  });
}

const translator: readonly Role[] = ['translator'];

export interface TranslationScreenOptions {
  readonly drafts?: readonly OperationDraft[];
  /** So many openings of records are answered; the others when the engine is told to let go. */
  readonly holdAfter?: number;
  readonly language?: Language;
  /** Of whoever works here; a translator by default. */
  readonly roles?: readonly Role[];
}

export async function openTranslation(path: string, options: TranslationScreenOptions = {}) {
  const engine = holding(createFakeLiveEngine(), options.holdAfter ?? Number.POSITIVE_INFINITY);
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
