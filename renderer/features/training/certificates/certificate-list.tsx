import { IconCertificate, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { course } from '../../../../shared/domain/training/course.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RowContent } from '../../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { titleOfEntry } from '../course-title.ts';
import { SaveCertificates } from '../lists/save-certificates.tsx';
import { PersonName } from '../person-name.tsx';
import css from '../training.module.css';
import { TrainingTabs } from '../training-tabs.tsx';
import { usePersons } from '../use-persons.ts';
import { KeysPane } from './keys-pane.tsx';
import { StateTag } from './state-tag.tsx';
import { useCertificateKeys } from './use-certificate-keys.ts';
import { useCertificates } from './use-standing-certificates.ts';

/** Every certificate that is known here, the newest first, and the keys that sign them. */
export function CertificateList() {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const certificates = useCertificates();
  const known = useCertificateKeys();
  useScreenTitle(t('tabs.certificates'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, { label: t('tabs.certificates') }]} />
      <SidePane label={t('certificate.keys')} width={400} pane={known && <KeysPane known={known} />}>
        <PageBody>
          <ListHead
            title={t('tabs.certificates')}
            end={
              <>
                {certificates !== undefined && certificates.length > 0 && (
                  <SaveCertificates certificates={certificates} />
                )}
                <ActionButton
                  icon={IconShieldCheck}
                  onClick={() => void navigate({ to: '/training/certificates/check' })}
                >
                  {t('certificate.check')}
                </ActionButton>
              </>
            }
          >
            <TrainingTabs at="certificates" />
          </ListHead>
          {certificates?.length === 0 && (
            <EmptyState ofRecords icon={IconCertificate} title={t('certificate.none')}>
              {t('certificate.noneWhy')}
            </EmptyState>
          )}
          {certificates !== undefined && certificates.length > 0 && <Rows certificates={certificates} />}
        </PageBody>
      </SidePane>
    </>
  );
}

function Rows({ certificates }: { readonly certificates: readonly StandingCertificate[] }) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const navigate = useNavigate();
  const persons = usePersons();
  const courses = useQuery(catalogueQuery({ type: course.type })).data;
  const byId = useMemo(() => new Map((courses ?? []).map((entry) => [entry.id, entry])), [courses]);
  return (
    <VirtualList
      label={t('tabs.certificates')}
      items={certificates}
      keyOf={({ id }) => id}
      rowHeight={52}
      onOpen={({ id }) => void navigate({ to: `/training/certificates/${id}` })}
      renderRow={(one) => {
        const person = persons?.get(one.person);
        const title = titleOfEntry(byId.get(one.course), language);
        return (
          <RowContent
            title={person === undefined ? t('person.gone') : <PersonName person={person} />}
            sub={
              <span className={css.facts}>
                <bdi lang={title?.lang}>{title?.text ?? t('course.gone')}</bdi>
                <span>{dayText(format, one.issuedOn, 'medium')}</span>
              </span>
            }
            end={<StateTag state={one.state} />}
          />
        );
      }}
    />
  );
}
