import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lease } from '../../../shared/sync/lease.ts';
import { leaseQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';

const day = 86_400_000;
/** It is told so many days before. */
export const leaseWarning = 14 * day;

/** That the hub should hear this laptop soon; nothing while there is time ([LE1]). Once the lease is over, the frame says so everywhere. */
export function LeaseNotice() {
  const { data: lease } = useQuery(leaseQuery());
  const now = useMinuteClock();
  if (!lease) return null;
  const at = Math.max(now, lease.heardAt);
  return (
    <>
      {!lease.isOver && at > lease.endsAt - leaseWarning && <LeaseBanner lease={lease} />}
      {at > lease.certificateEndsAt - leaseWarning && <CertificateBanner lease={lease} now={at} />}
    </>
  );
}

function LeaseBanner({ lease: { endsAt, heardAt } }: { readonly lease: Lease }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  return (
    <Banner tone="due" title={t('lease.soon', { date: format.date(endsAt) })}>
      {t('lease.what', { date: format.date(heardAt) })}
    </Banner>
  );
}

function CertificateBanner({ lease: { certificateEndsAt }, now }: { readonly lease: Lease; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const date = format.date(certificateEndsAt);
  const isOver = now > certificateEndsAt;
  return (
    <Banner
      tone={isOver ? 'bad' : 'due'}
      title={t(isOver ? 'lease.certificateOver' : 'lease.certificateSoon', { date })}
    >
      {t('lease.certificateWhat')}
    </Banner>
  );
}
