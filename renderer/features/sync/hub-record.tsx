import { IconFileDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../data/engine-context.tsx';
import { witnessQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useSaveAudit } from './use-save-audit.ts';

/** Until when the hub signed what is here: one fact of the pane; nothing while it signed nothing. */
export function SignedFact() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { data } = useQuery(witnessQuery());
  const times = (data?.places ?? []).filter(({ seq }) => seq > 0).map(({ at }) => at);
  if (times.length === 0) return null;
  return (
    <>
      <dt>{t('record.signed')}</dt>
      <dd className="wp-num">{t('record.signedUpTo', { date: format.dateTime(Math.max(...times)) })}</dd>
    </>
  );
}

/** Says that the hub does not keep to what it signed, and gives the evidence to whoever wants it ([AU4]). */
export function RecordBanner() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { scopes } = useIdentity();
  const { data } = useQuery(witnessQuery());
  const saveEvidence = useSaveAudit();
  // What a hub declares by a new epoch, as after a restore, is no reproach.
  const found = data?.contradictions.find(({ seen, given }) => seen.epoch === given.epoch);
  if (found === undefined) return null;
  const { scope, at } = found.seen;
  const name = scopes.find(({ id }) => id === scope)?.name ?? scope;
  return (
    <Banner
      tone="bad"
      title={t('record.title')}
      action={
        <ActionButton icon={IconFileDownload} onClick={() => saveEvidence(scope)}>
          {t('record.save')}
        </ActionButton>
      }
    >
      {t('record.text', { scope: name, date: format.dateTime(at) })}
    </Banner>
  );
}

/** Says that the log of the hub is not the one that it signed, and what to do about it ([AL5]). */
export function LogBanner() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { scopes } = useIdentity();
  const { data } = useQuery(witnessQuery());
  const saveEvidence = useSaveAudit();
  const [found] = data?.log.evidence ?? [];
  const [scope] = scopes;
  if (found === undefined || scope === undefined) return null;
  return (
    <Banner
      tone="bad"
      title={t('record.logTitle')}
      action={
        <ActionButton icon={IconFileDownload} onClick={() => saveEvidence(scope.id)}>
          {t('record.save')}
        </ActionButton>
      }
    >
      {t('record.logText', { date: format.dateTime(found.seen.at) })}
    </Banner>
  );
}
