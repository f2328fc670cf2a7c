import { IconFolderOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Purge } from '../../../shared/sync/known-beside.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { purgesQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';

/** Scopes that are no longer on this laptop because nobody on it may read them, newest first. Nothing when there are none. */
export function PurgedScopes() {
  const { t } = useTranslation('sync');
  const { data: purges = [] } = useQuery(purgesQuery());
  if (purges.length === 0) return null;
  return (
    <section aria-labelledby="sync-purged">
      <SectionHead id="sync-purged" icon={IconFolderOff} title={t('purged.title')} count={purges.length} />
      <Panel>
        {[...purges].reverse().map((purge) => (
          <PurgedScope key={purge.scope} purge={purge} />
        ))}
      </Panel>
    </section>
  );
}

function PurgedScope({ purge: { scope, name, handed, at } }: { readonly purge: Purge }) {
  const { t } = useTranslation('sync');
  const navigate = useNavigate();
  const { others = [] } = useIdentity();
  const { format } = useLocale();
  const date = format.dateTime(at);
  return (
    <ListRow
      title={name === '' ? t('purged.goneUnnamed') : t('purged.gone', { scope: name })}
      end={
        others.some(({ id }) => id === scope) && (
          <ActionButton onClick={() => void navigate({ to: `/governance/access/ask/${scope}` })}>
            {t('purged.ask')}
          </ActionButton>
        )
      }
      sub={handed === 0 ? t('purged.removed', { date }) : t('purged.handed', { count: handed, date })}
    />
  );
}
