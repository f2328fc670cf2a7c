import { TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MyPasskeys } from '../../shared/coordinator/passkey-contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import css from './account-screen.module.css';
import { CardForm } from './card-form.tsx';
import { callHub } from './hub-api.ts';
import { addPasskey, placeOfPasskeys } from './passkey-calls.ts';
import { passkeysKey, passkeysQuery, waysInQuery } from './queries.ts';
import body from './screen-body.module.css';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

/** One's own passkeys: each with a name of one's own, added and taken away shortly after signing in. */
export function PasskeyPanel() {
  const { t } = useTranslation('coordinator');
  const mine = useQuery(passkeysQuery()).data;
  if (mine === undefined) return null;
  return (
    <section className={body.section} aria-labelledby="passkeys">
      <SectionHead id="passkeys" icon={IconFingerprint} title={t('passkey.title')} count={mine.passkeys.length} />
      <p className={body.note}>{mine.areNeeded ? t('passkey.leadNeeded') : t('passkey.lead')}</p>
      {mine.passkeys.length > 0 && <Passkeys mine={mine} />}
      {mine.mayChange ? <AddPasskey /> : <SignInAgain />}
    </section>
  );
}

function Passkeys({ mine }: { readonly mine: MyPasskeys }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => callHub('/passkeys/remove', { id }),
    onSettled: () => client.invalidateQueries({ queryKey: passkeysKey }),
  });
  const words = ({ addedAt, usedAt, isSynced }: MyPasskeys['passkeys'][number]) =>
    [
      t('passkey.added', { date: format.date(addedAt) }),
      usedAt === null ? t('passkey.neverUsed') : t('passkey.used', { date: format.dateTime(usedAt) }),
      isSynced ? t('passkey.synced') : t('passkey.stays'),
    ].join(' · ');
  return (
    <>
      <Panel>
        {mine.passkeys.map((passkey) => (
          <ListRow
            key={passkey.id}
            title={<bdi>{passkey.name}</bdi>}
            sub={words(passkey)}
            end={
              mine.mayChange && (
                <ActionButton
                  kind="danger"
                  aria-label={t('passkey.removeNamed', { name: passkey.name })}
                  onClick={() => remove.mutate(passkey.id)}
                >
                  {t('passkey.remove')}
                </ActionButton>
              )
            }
          />
        ))}
      </Panel>
      <FailureBanner error={remove.error} />
    </>
  );
}

/** Name and button; where the hub has no name, or another one, that is said instead. */
export function AddPasskey({ onDone }: { onDone?(): void }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const ways = useQuery(waysInQuery());
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: () => (onDone === undefined ? client.invalidateQueries({ queryKey: passkeysKey }) : onDone()),
  });
  const place = placeOfPasskeys(ways.data);
  if (ways.data === undefined) return null;
  if (place === null) return <p className={body.note}>{t('failure.passkeysNeedName')}</p>;
  if (!place.isHere) return <ElsewhereNote origin={place.origin} />;
  return (
    <Panel className={css.panel}>
      {/* Begun anew after each key: the next one gets a name of its own. */}
      <CardForm
        key={add.submittedAt}
        error={add.error}
        isPending={add.isPending}
        act={t('passkey.add')}
        onSend={(field) => add.mutate(field('name'))}
      >
        <TextInput
          name="name"
          label={t('passkey.name')}
          description={t('passkey.nameHint')}
          required
          dir="auto"
          autoComplete="off"
          maxLength={60}
        />
      </CardForm>
    </Panel>
  );
}

/** Passkeys are for one address: where that is, with a way there. */
export function ElsewhereNote({ origin }: { readonly origin: string }) {
  const { t } = useTranslation('coordinator');
  return (
    <p className={body.note}>
      {t('passkey.elsewhere')}{' '}
      <a href={`${origin}/coordinator${location.hash}`}>
        <bdi dir="ltr">{origin}</bdi>
      </a>
    </p>
  );
}

/** Who sat there half an hour ago need not be who sits there now. */
function SignInAgain() {
  const { t } = useTranslation('coordinator');
  const leave = useMutation({
    mutationFn: () => callHub('/sign-out', {}),
    onSettled: () => location.reload(),
  });
  return (
    <div className={body.head}>
      <p className={body.note}>{t('passkey.signInAgain')}</p>
      <ActionButton onClick={() => leave.mutate()}>{t('passkey.again')}</ActionButton>
    </div>
  );
}
