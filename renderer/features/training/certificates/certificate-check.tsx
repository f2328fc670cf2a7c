import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import type { JsonObject } from '../../../../shared/base/json.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from './certificates.module.css';
import { CheckResult } from './check-result.tsx';
import { useCertificateKeys } from './use-certificate-keys.ts';
import { useLists } from './use-certificates.ts';
import { useCheck } from './use-check.ts';
import { useCertificates } from './use-standing-certificates.ts';

/** The certificate of a record, checked as a stranger's is. */
export function CertificateCheck({ credential }: { readonly credential: JsonObject }) {
  const { t } = useTranslation('training');
  const check = useCheck();
  // Whatever of it changes, the check is another one.
  const basis = [useCertificates(), useCertificateKeys(), useLists()];
  const isThere = basis.every((part) => part !== undefined);
  const { data } = useQuery({
    queryKey: ['certificates', 'check', credential['id'], JSON.stringify(basis.map(sizeOf))],
    networkMode: 'always',
    retry: false,
    enabled: isThere,
    queryFn: () => check(utf8(JSON.stringify(credential)), null),
  });
  return (
    <div className={css.paneBody}>
      <SectionHead title={t('certificate.checks')} />
      {data === undefined ? <p className={css.quiet}>{t('certificate.checking')}</p> : <CheckResult checked={data} />}
    </div>
  );
}

const sizeOf = (value: unknown): unknown => (value instanceof Map ? [...value] : value);
