import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import { type ReadFramework, readFramework } from '../../../../shared/domain/competency/framework-file.ts';
import {
  draftsOfFramework,
  type PlannedStatement,
  planFramework,
} from '../../../../shared/domain/competency/plan-framework.ts';
import { useCompetencies } from '../../../data/competencies/use-competencies.ts';
import { useDesktop, useEngine } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';

/** Picked files of a framework, judged against what is here; saved when somebody has chosen, as one action ([FW3]). */
export function useFrameworkImport(scope: string) {
  const { t } = useTranslation('training');
  const [desktop, engine, announce, failureText] = [useDesktop(), useEngine(), useAnnounce(), useFailureText()];
  const { apply, saving } = useApply();
  const [read, setRead] = useState<ReadFramework | null>(null);
  const entries = useCompetencies();
  const plan = useMemo(
    () => (read === null || entries === undefined ? null : planFramework(read.statements, entries, scope)),
    [read, entries, scope],
  );
  return {
    read,
    plan,
    saving,
    async pick(): Promise<boolean> {
      const answer = await desktop.call('files:pick', { kind: 'files', extensions: ['json'] });
      if (!answer.ok) announce(failureText(answer.failure));
      if (!answer.ok || answer.value.files.length === 0) return false;
      setRead(readFramework(answer.value.files));
      return true;
    },
    async save(chosen: readonly PlannedStatement[]): Promise<boolean> {
      const states = await engine.open(chosen.flatMap(({ held }) => held ?? []));
      const drafts = draftsOfFramework(chosen, {
        scope,
        states: new Map(states.map((state) => [state.id, state])),
        newId: () => uuidv7(pageClock, pageRandom),
      });
      const isSaved = drafts !== null && (await apply(drafts)).ok;
      if (isSaved) announce(t('framework.done', { count: chosen.length }));
      return isSaved;
    },
  };
}
