import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../../shared/sync/engine-api.ts';
import { useSyncRunner } from '../../data/engine-context.tsx';
import { rateLimits } from '../../data/sync-choices.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActivityItem } from '../../ui/activity-item.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './sync-screen.module.css';

/** How far the exchange under way is: operations of how many, bytes both ways, the rate. */
export function FlowProgress({ progress }: { readonly progress: SyncProgress }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { sent, toSend, received, toReceive, bytesPerSecond } = progress;
  const moved = { up: format.bytes(progress.bytesUp), down: format.bytes(progress.bytesDown) };
  return (
    <section aria-labelledby="sync-flow">
      <SectionHead
        title={t('flow.title')}
        id="sync-flow"
        meta={
          bytesPerSecond === null
            ? t('flow.bytes', moved)
            : t('flow.rate', { ...moved, rate: format.bytes(bytesPerSecond) })
        }
      />
      <Panel>
        <FlowLine name={t('ways.received')} done={received} total={toReceive} />
        <FlowLine name={t('ways.sent')} done={sent} total={toSend} />
      </Panel>
    </section>
  );
}

function FlowLine({ name, done, total }: { readonly name: string; readonly done: number; readonly total: number }) {
  if (total === 0) return null;
  const quiet = { id: 0, rate: null, note: null, path: null, canStop: false } as const;
  return <ActivityItem activity={{ ...quiet, name, state: 'running', unit: 'pieces', done, total }} />;
}

/** How much of the line the exchange may take: a centre with one satellite telephone keeps some for the voice. */
export function FlowLimit() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const runner = useSyncRunner();
  const { bytesPerSecond } = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  return (
    <div className={css.limit}>
      <SelectField
        label={t('flow.limit')}
        value={String(bytesPerSecond ?? '')}
        onChange={(value) => runner.limit(value === '' ? null : Number(value))}
        options={[
          { value: '', label: t('flow.none') },
          ...rateLimits.map((rate) => ({ value: String(rate), label: t('flow.at', { rate: format.bytes(rate) }) })),
        ]}
      />
      <p className={css.foot}>{t('flow.hint')}</p>
    </div>
  );
}
