import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import {
  type CostPlace,
  correctCost,
  type NewCost,
  recordCost,
  takeBackCost,
} from '../../../../shared/domain/money/cost-commands.ts';
import type { CostMatter } from '../../../../shared/domain/money/cost-standing.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import type { CostSubject } from './cost-subject.ts';

export interface RecordCost {
  readonly saving: boolean;
  record(cost: NewCost): Promise<boolean>;
  correct(matter: CostMatter, cost: NewCost, reason: string): Promise<boolean>;
  takeBack(matter: CostMatter, reason: string): Promise<boolean>;
}

/** Adds entries of money under the name of whoever works here. */
export function useRecordCost({ id: of, scope }: CostSubject): RecordCost {
  const { t } = useTranslation('training');
  const { name } = useProfile();
  const { apply, saving } = useApply();
  const announce = useAnnounce();
  const place = (): CostPlace => ({
    scope,
    session: of,
    id: uuidv7(pageClock, pageRandom),
    by: name,
    at: pageClock.now(),
  });
  const save = async (drafts: ReturnType<typeof recordCost>, words: string) => {
    const saved = await apply(drafts);
    if (saved.ok) announce(words);
    return saved.ok;
  };
  return {
    saving,
    record: (cost) => save(recordCost(place(), cost), t('cost.recorded')),
    correct: (matter, cost, reason) => save(correctCost(place(), matter, cost, reason), t('cost.correctedNow')),
    takeBack: (matter, reason) => save(takeBackCost(place(), matter, reason), t('cost.takenBackNow')),
  };
}
