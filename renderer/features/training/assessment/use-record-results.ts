import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import type { Json } from '../../../../shared/base/json.ts';
import { timeIn } from '../../../../shared/base/plain-date.ts';
import { assessmentResult, type CompetencyResult } from '../../../../shared/domain/assessment/assessment-result.ts';
import { lastDayOf } from '../../../../shared/domain/certificate/compose-certificate.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import type { OpenSession } from '../use-session.ts';

export interface ReadyResult {
  readonly person: string;
  readonly results: readonly CompetencyResult[];
}

/** Records what people reached in a session, all of it in one action ([AM7], [AM8]). */
export function useRecordResults({ session, course }: OpenSession) {
  const { t } = useTranslation('training');
  const { name } = useProfile();
  const { apply, saving } = useApply();
  const announce = useAnnounce();
  return {
    saving,
    async record(ready: readonly ReadyResult[]): Promise<boolean> {
      const at = pageClock.now();
      const { day } = timeIn(session.timeZone, at);
      const validUntil = lastDayOf(Date.parse(`${day}T00:00:00Z`), course?.validMonths) ?? undefined;
      const shared = { session: session.id, course: course?.id, day, at, by: name, validUntil };
      const drafts = ready.flatMap(({ person, results }) => {
        const values = { ...shared, person, results: results as unknown as Json };
        const made = createRecord(
          assessmentResult,
          { scope: session.scope, id: uuidv7(pageClock, pageRandom) },
          values,
        );
        return made.ok ? made.value : [];
      });
      const saved = await apply(drafts);
      if (saved.ok) announce(t('assessment.recordedNow', { count: ready.length }));
      return saved.ok;
    },
  };
}
