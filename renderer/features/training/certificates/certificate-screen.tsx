import { IconCalendarEvent, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../shared/base/json.ts';
import { certificate, readCertificate } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { recordQuery } from '../../../data/record-queries.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { Banner } from '../../../ui/banner.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../../ui/record-header.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { VisibleName } from '../person-name.tsx';
import { TrainingNotHere } from '../training-not-here.tsx';
import { usePersons } from '../use-persons.ts';
import { CertificateActs } from './certificate-acts.tsx';
import { CertificateCheck } from './certificate-check.tsx';
import css from './certificates.module.css';
import { CertificatePicture } from './picture.tsx';
import { StateTag } from './state-tag.tsx';
import { useCertificates } from './use-standing-certificates.ts';

/** One certificate: how it looks, what it is worth, and what may be done with it. */
export function CertificateScreen() {
  const { t } = useTranslation('training');
  const { certificateId } = useParams({ strict: false }) as { certificateId: string };
  const record = useQuery(recordQuery(certificate, certificateId)).data;
  const known = useCertificates();
  if (record === undefined || known === undefined) return null;
  const standing = known.find(({ id }) => id === certificateId);
  const credential = record === null ? null : readCertificate(record);
  if (record === null || standing === undefined || credential === null) {
    return <TrainingNotHere cause="away" what={t('certificate.gone')} />;
  }
  return <OpenedCertificate one={standing} credential={credential} token={record.token ?? ''} />;
}

export interface OpenCertificate {
  readonly one: StandingCertificate;
  readonly credential: JsonObject;
  readonly token: string;
}

function OpenedCertificate({ one, credential, token }: OpenCertificate) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  const person = usePersons()?.get(one.person);
  const name = person === undefined ? t('person.gone') : shownName(person);
  const title = t('certificate.title', { name });
  useScreenTitle(title, t('tabs.certificates'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.certificates'), path: '/training/certificates' },
          { label: name },
        ]}
      />
      <RecordHeader title={title} actions={<CertificateActs {...{ one, credential, token, name }} />}>
        <StateTag state={one.state} />
        <RecordFact icon={IconCalendarEvent}>{dayText(format, one.issuedOn, 'medium')}</RecordFact>
        {one.validUntil !== null && (
          <RecordFact>{t('certificate.until', { date: dayText(format, one.validUntil, 'medium') })}</RecordFact>
        )}
        <RecordFact icon={IconUser}>
          <VisibleName name={one.by} />
        </RecordFact>
      </RecordHeader>
      <SidePane label={t('certificate.checks')} width={380} pane={<CertificateCheck credential={credential} />}>
        <PageBody>
          <EndWord one={one} />
          <div className={css.large}>
            <CertificatePicture credential={credential} token={token} label={t('certificate.pictureOf', { name })} />
          </div>
          {one.replaces !== null && (
            <p className={css.quiet}>
              {t('certificate.replacesOther')}{' '}
              <a
                href={`#/training/certificates/${one.replaces}`}
                onClick={(event) => {
                  event.preventDefault();
                  void navigate({ to: `/training/certificates/${one.replaces}` });
                }}
              >
                {t('certificate.before')}
              </a>
            </p>
          )}
        </PageBody>
      </SidePane>
    </>
  );
}

function EndWord({ one: { state, ended } }: Pick<OpenCertificate, 'one'>) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (ended === null || (state !== 'revoked' && state !== 'replaced')) return null;
  const who = { name: ended.by, date: dayText(format, ended.day, 'medium') };
  return (
    <Banner
      tone={state === 'revoked' ? 'bad' : 'info'}
      title={state === 'revoked' ? t('certificate.revokedBy', who) : t('certificate.replacedBy', who)}
    >
      <VisibleName name={ended.reason} />
    </Banner>
  );
}
