import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../shared/base/ids.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { createRecord, deleteRecord } from '../../../shared/domain/edit.ts';
import { labelOf } from '../../../shared/domain/exchange/label-of.ts';
import type { Aged, RetentionPlan } from '../../../shared/domain/retention/plan-retention.ts';
import { retentionHold } from '../../../shared/domain/retention/retention-rule.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { keptWord } from './retention-words.ts';

/** Rows that are drawn of each part: the number above them says how many there are. */
const shownAtMost = 100;

interface PreviewProps {
  readonly plan: RetentionPlan;
  readonly day: string;
}

/** What would go on a day and what would not, with every reason. */
export function RetentionPreview({ plan: { going, kept, later, undated }, day }: PreviewProps) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const [held, setHeld] = useState<CatalogueEntry | null>(null);
  const [lifted, setLifted] = useState<Held | null>(null);
  const hold = useHold();
  const [oldest] = going;
  const [next] = later;
  const on = dayText(format, day, 'medium');
  return (
    <>
      <section aria-labelledby="retention-going">
        <SectionHead id="retention-going" title={t('retention.going', { day: on })} count={going.length} />
        <p>
          {oldest === undefined
            ? t('retention.goesNothing')
            : t('retention.oldest', { day: dayText(format, oldest.from, 'medium') })}
          {next !== undefined && ` ${t('retention.next', { day: dayText(format, next.due, 'medium') })}`}
          {undated > 0 && ` ${t('retention.undated', { count: undated })}`}
        </p>
        {going.length > 0 && (
          <Panel>
            {going.slice(0, shownAtMost).map((aged) => (
              <AgedRow key={aged.entry.id} aged={aged}>
                {hold.may(aged.entry) && (
                  <ActionButton
                    aria-label={t('retention.holdOne', { record: labelOf(aged.entry) })}
                    onClick={() => setHeld(aged.entry)}
                  >
                    {t('retention.hold')}
                  </ActionButton>
                )}
              </AgedRow>
            ))}
          </Panel>
        )}
      </section>
      {kept.length > 0 && (
        <section aria-labelledby="retention-kept">
          <SectionHead id="retention-kept" title={t('retention.kept')} count={kept.length} />
          <Panel>
            {kept.slice(0, shownAtMost).map((aged) => (
              <AgedRow key={aged.entry.id} aged={aged}>
                {aged.holds.length > 0 && aged.holds.every(hold.mayLift) && (
                  <ActionButton
                    aria-label={t('retention.liftOne', { record: labelOf(aged.entry) })}
                    onClick={() => setLifted(aged)}
                  >
                    {t('retention.lift')}
                  </ActionButton>
                )}
                {aged.why.map((why) => (
                  <Tag key={why} tone={why === 'not-allowed' ? 'quiet' : 'due'}>
                    {keptWord(t, why)}
                  </Tag>
                ))}
              </AgedRow>
            ))}
          </Panel>
        </section>
      )}
      {lifted !== null && (
        <ReasonDialog
          title={t('retention.liftTitle', { record: labelOf(lifted.entry) })}
          what={t('retention.liftWhat', { reasons: format.list(lifted.holds.map(reasonOf)) })}
          act={t('retention.lift')}
          required={null}
          onSay={() => hold.lift(lifted.holds)}
          onClose={() => setLifted(null)}
        />
      )}
      {held !== null && (
        <ReasonDialog
          title={t('retention.holdTitle', { record: labelOf(held) })}
          what={t('retention.holdWhat')}
          act={t('retention.hold')}
          required
          onSay={(reason) => hold.put(held, reason)}
          onClose={() => setHeld(null)}
        />
      )}
    </>
  );
}

type Held = RetentionPlan['kept'][number];

function reasonOf({ values }: CatalogueEntry): string {
  return String(values['reason'] ?? '');
}

interface AgedRowProps {
  readonly aged: Aged;
  readonly children: ReactNode;
}

function AgedRow({ aged: { entry, from, due }, children }: AgedRowProps) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const reference = entry.values['reference'];
  return (
    <ListRow
      reference={typeof reference === 'string' && reference !== '' ? reference : undefined}
      title={<bdi>{labelOf(entry) || t('retention.unnamed')}</bdi>}
      sub={
        <RowFacts>
          <span>{t('retention.from', { day: dayText(format, from, 'medium') })}</span>
          <span>{t('retention.due', { day: dayText(format, due, 'medium') })}</span>
        </RowFacts>
      }
      end={children}
    />
  );
}

/** Puts a legal hold on a record, and takes holds away: everybody sees who did either. */
function useHold() {
  const { may } = useProfile();
  const { apply } = useApply();
  const engine = useEngine();
  return {
    mayLift: ({ scope }: CatalogueEntry) => may('delete', retentionHold.type, scope),
    async lift(holds: readonly CatalogueEntry[]): Promise<boolean> {
      const states = await engine.open(holds.map(({ id }) => id));
      const drafts = states.flatMap((state) => {
        const made = deleteRecord(retentionHold, state);
        return made.ok ? made.value : [];
      });
      return (await apply(drafts)).ok;
    },
    may: ({ scope }: CatalogueEntry) => may('create', retentionHold.type, scope),
    async put({ id: record, scope }: CatalogueEntry, reason: string): Promise<boolean> {
      const place = { scope, id: uuidv7(pageClock, pageRandom) };
      return (await apply(createRecord(retentionHold, place, { record, reason: reason.trim() }))).ok;
    },
  };
}
