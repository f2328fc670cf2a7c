import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import {
  type AskedErasure,
  answerErasure,
  askForErasure,
  type ErasureStanding,
  standingOf,
} from '../../../shared/domain/erasure/answer-erasure.ts';
import {
  type ErasedRecord,
  type ErasureWord,
  erasure,
  erasureRequest,
} from '../../../shared/domain/erasure/erasure.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { raiseNotice } from '../../data/data-notice-store.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { childStatesQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** What was asked about a person, latest first; undefined while it is read. */
export function useErasures(person: string): readonly ErasureStanding[] | undefined {
  const asked = useQuery(childStatesQuery(erasureRequest, person)).data;
  const answers = useQuery(childStatesQuery(erasure, person)).data;
  return useMemo(() => (asked && answers ? standingOf([...asked, ...answers]) : undefined), [asked, answers]);
}

export interface ErasureActs {
  readonly saving: boolean;
  ask(person: string, scope: string, records: readonly ErasedRecord[], reason: string): Promise<boolean>;
  answer(asked: AskedErasure, does: ErasureWord['does']): Promise<boolean>;
}

/** Asks for erasures and answers them. Nothing of it is offered for undo. */
export function useErasureActs(): ErasureActs {
  const engine = useEngine();
  const { language } = useLocale();
  const { person: author, name, centre } = useProfile();
  const [saving, setSaving] = useState(false);
  const save = async (drafts: { readonly ok: boolean; readonly value?: readonly OperationDraft[] }) => {
    if (!drafts.ok || drafts.value === undefined) return false;
    setSaving(true);
    try {
      const saved = await engine.apply(author, drafts.value);
      if (!saved.ok) raiseNotice({ kind: 'save-failed', failure: saved.failure });
      return saved.ok;
    } finally {
      setSaving(false);
    }
  };
  const said = () => ({ by: { person: author, name, centre }, at: pageClock.now() });
  const placeIn = (scope: string) => ({ scope, id: uuidv7(pageClock, pageRandom) });
  return {
    saving,
    ask: (person, scope, records, reason) =>
      save(
        askForErasure(placeIn(scope), person, { records: [...records], reason: reason.trim(), language, ...said() }),
      ),
    answer: (asked, does) => save(answerErasure(placeIn(asked.scope), asked, { does, ...said() })),
  };
}
