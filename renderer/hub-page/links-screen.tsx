import { TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Links } from '../../shared/coordinator/links-contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import css from './account-screen.module.css';
import { CardForm } from './card-form.tsx';
import { callHub } from './hub-api.ts';
import { PersonSelect } from './person-select.tsx';
import { linksQuery, networkKey } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

/** Who at the identity provider is who here: one coordinator asks, another one confirms. */
export function LinksScreen() {
  const { t } = useTranslation('coordinator');
  const links = useQuery(linksQuery());
  useScreenTitle(t('links.title'), t('title'));
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('links.title')}</ScreenHeading>
        <p className={body.summary}>{t('links.lead', { provider: links.data?.provider?.name ?? '' })}</p>
      </div>
      <StaleNote query={links} />
      {links.data !== undefined && <Known links={links.data} />}
      {links.data !== undefined && links.data.people.length > 0 && <Ask people={links.data.people} />}
    </div>
  );
}

function Known({ links }: { readonly links: Links }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: ({ path, id }: { readonly path: 'confirm' | 'remove'; readonly id: string }) =>
      callHub(`/links/${path}`, { id }),
    onSettled: () => client.invalidateQueries({ queryKey: networkKey }),
  });
  const words = useLinkWords();
  if (links.links.length === 0) return <p className={body.note}>{t('links.none')}</p>;
  return (
    <section className={body.section} aria-labelledby="links">
      <SectionHead id="links" icon={IconLink} title={t('links.known')} count={links.links.length} />
      <Panel>
        {links.links.map((link) => (
          <ListRow
            key={link.id}
            title={
              <>
                <bdi>{link.person.name}</bdi> · <bdi dir="ltr">{link.known}</bdi>
              </>
            }
            sub={words(link)}
            end={
              <>
                {link.mayConfirm && (
                  <ActionButton
                    aria-label={t('links.confirmNamed', { name: link.person.name })}
                    onClick={() => act.mutate({ path: 'confirm', id: link.id })}
                  >
                    {t('links.confirm')}
                  </ActionButton>
                )}
                <ActionButton
                  kind="danger"
                  aria-label={t('links.removeNamed', { name: link.person.name })}
                  onClick={() => act.mutate({ path: 'remove', id: link.id })}
                >
                  {t('passkey.remove')}
                </ActionButton>
              </>
            }
          />
        ))}
      </Panel>
      <FailureBanner error={act.error} />
    </section>
  );
}

/** Where a link stands, in words. */
function useLinkWords() {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  return ({ askedBy, askedAt, confirmedBy, confirmedAt, usedAt }: Links['links'][number]) => {
    const asked =
      askedBy === null
        ? t('links.byHub', { date: format.date(askedAt) })
        : t('links.asked', { name: askedBy, date: format.date(askedAt) });
    if (confirmedAt === null) return `${asked} · ${t('links.waits')}`;
    const confirmed = confirmedBy === null ? [] : [t('links.confirmed', { name: confirmedBy })];
    const used = usedAt === null ? t('passkey.neverUsed') : t('passkey.used', { date: format.dateTime(usedAt) });
    return [asked, ...confirmed, used].join(' · ');
  };
}

function Ask({ people }: Pick<Links, 'people'>) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: ({ person, known }: { readonly person: string; readonly known: string }) =>
      callHub('/links/ask', { person, ...(known.includes('@') ? { email: known } : { subject: known }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: networkKey }),
  });
  return (
    <Panel className={css.panel}>
      <CardForm
        key={ask.isSuccess ? ask.submittedAt : 'first'}
        error={ask.error}
        isPending={ask.isPending}
        act={t('links.ask')}
        onSend={(field) => ask.mutate({ person: field('person'), known: field('known') })}
      >
        <PersonSelect people={people} />
        <TextInput
          name="known"
          label={t('links.knownBy')}
          description={t('links.knownByHint')}
          required
          dir="ltr"
          autoComplete="off"
          maxLength={255}
        />
      </CardForm>
    </Panel>
  );
}
