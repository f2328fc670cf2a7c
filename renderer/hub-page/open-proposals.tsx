import { IconSignature } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import { isolate } from '../i18n/isolate.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { callHub } from './hub-api.ts';
import { networkKey } from './queries.ts';
import body from './screen-body.module.css';

/** Roles that wait for signatures: who proposed them, who signed, and what whoever looks may do. Nothing when none waits. */
export function OpenProposals({ members: { proposals, scopes } }: { readonly members: Members }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const words = useTranslate();
  const client = useQueryClient();
  const announce = useAnnounce();
  const act = useMutation({
    mutationFn: ({ path, id }: { readonly path: 'sign' | 'withdraw'; readonly id: string }) =>
      callHub(`/members/${path}`, { id }),
    // The row goes with the button that was pressed: what was done is said, and the keys are at the head of the screen.
    onSuccess: (_, { path }) => {
      announce(t(`members.done.${path}`));
      document.querySelector<HTMLElement>('[data-screen-heading]')?.focus();
    },
    onSettled: () => client.invalidateQueries({ queryKey: networkKey }),
  });
  if (proposals.length === 0 && !act.error) return null;
  const nameOf = (scope: string) => scopes.find(({ id }) => id === scope)?.name ?? '';
  return (
    <section className={body.section} aria-labelledby="proposals">
      <SectionHead id="proposals" icon={IconSignature} title={t('members.waiting')} count={proposals.length} />
      <p className={body.note}>{t('members.vouch')}</p>
      <Panel>
        {proposals.map((one) => (
          <ListRow
            key={one.id}
            title={
              <span>
                <bdi>{one.person.name}</bdi> · {format.list(one.roles.map((role) => roleNames[role](words)))} ·{' '}
                <bdi>{nameOf(one.scope)}</bdi>
              </span>
            }
            sub={<Standing one={one} />}
            end={
              <>
                {one.maySign && (
                  <ActionButton
                    aria-label={t('members.signNamed', { name: one.person.name })}
                    disabled={act.isPending}
                    onClick={() => act.mutate({ path: 'sign', id: one.id })}
                  >
                    {t('members.sign')}
                  </ActionButton>
                )}
                <ActionButton
                  kind="danger"
                  aria-label={t('members.withdrawNamed', { name: one.person.name })}
                  disabled={act.isPending}
                  onClick={() => act.mutate({ path: 'withdraw', id: one.id })}
                >
                  {t('members.withdraw')}
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

function Standing({ one }: { readonly one: Members['proposals'][number] }) {
  const { t } = useTranslation('coordinator');
  const { format, dir } = useLocale();
  const { proposedBy, proposedAt, endsAt, needed, signed, couldSign } = one;
  const asked = t('members.proposed', {
    name: proposedBy,
    date: format.date(proposedAt),
    until: format.date(endsAt),
  });
  const done = t('members.signed', { done: signed.length, needed });
  const names = format.list(signed.map(({ name }) => isolate(name, dir)));
  return (
    <>
      {asked} · {done}
      {signed.length > 0 && ` (${names})`}
      {couldSign < needed - signed.length && <> · {t('members.tooFew')}</>} <Devices devices={one.devices} />
    </>
  );
}

/** On which devices the roles will count, those that were enrolled long before too ([GV8]). */
function Devices({ devices }: Pick<Members['proposals'][number], 'devices'>) {
  const { t } = useTranslation('coordinator');
  const { format, dir } = useLocale();
  if (devices.length === 0) return <span>{t('members.noDevice')}</span>;
  const names = devices.map(({ name, enrolledAt, shared }) => {
    const said = { name: isolate(name, dir), date: format.date(enrolledAt) };
    return shared ? t('members.onSharedDevice', said) : t('members.onDevice', said);
  });
  return <span>{t('members.countsOn', { names: format.list(names) })}</span>;
}
