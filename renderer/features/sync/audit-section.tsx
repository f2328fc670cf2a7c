import { IconFileCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hubKeyId } from '../../../shared/protocol/hub-key.ts';
import type { SignedPlace } from '../../../shared/protocol/signed-place.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { witnessQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './sync-screen.module.css';
import { useSaveAudit } from './use-save-audit.ts';

/** What an auditor of the hub needs from this laptop: the short name of the hub's key, and a file for each scope ([AU5]). Nothing while nothing is signed. */
export function AuditSection() {
  const { t } = useTranslation('sync');
  const { hubKeys = [], scopes } = useIdentity();
  const { data } = useQuery(witnessQuery());
  const rows = scopes.flatMap(({ id, name }) => {
    const place = data?.places.find(({ scope, seq }) => scope === id && seq > 0);
    return place === undefined ? [] : [{ name, place }];
  });
  if (hubKeys.length === 0 || rows.length === 0) return null;
  return (
    <section aria-labelledby="sync-audit">
      <SectionHead id="sync-audit" icon={IconFileCertificate} title={t('audit.title')} />
      <Panel>
        <p className={css.quiet}>{t('audit.why')}</p>
        {hubKeys.map(({ publicKey }, n) => (
          <ListRow
            key={publicKey}
            title={hubKeys.length === 1 ? t('audit.key') : t('audit.keyOfSeveral', { n: n + 1 })}
            end={<RecordId>{hubKeyId(publicKey)}</RecordId>}
          />
        ))}
        {rows.map(({ name, place }) => (
          <AuditRow key={place.scope} name={name} place={place} />
        ))}
      </Panel>
    </section>
  );
}

function AuditRow({ name, place }: { readonly name: string; readonly place: SignedPlace }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const save = useSaveAudit();
  return (
    <ListRow
      title={<bdi>{name}</bdi>}
      sub={t('audit.place', { place: place.seq, date: format.dateTime(place.at) })}
      end={
        <ActionButton aria-label={t('audit.saveNamed', { scope: name })} onClick={() => save(place.scope)}>
          {t('audit.save')}
        </ActionButton>
      }
    />
  );
}
