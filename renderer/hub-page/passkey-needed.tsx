import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { callHub } from './hub-api.ts';
import { AddPasskey } from './passkey-panel.tsx';
import { passkeysQuery } from './queries.ts';

/** One's centre asks for a passkey, and this session began without: the first one is added here, one that is there is shown. */
export function PasskeyNeeded() {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const mine = useQuery(passkeysQuery()).data;
  const leave = useMutation({
    mutationFn: () => callHub('/sign-out', {}),
    onSettled: () => client.resetQueries(),
  });
  if (mine === undefined) return null;
  const hasNone = mine.passkeys.length === 0;
  return (
    <CardPage title={t('passkey.neededTitle')}>
      <p className={css.lead}>{hasNone ? t('passkey.neededFirst') : t('passkey.neededShow')}</p>
      {hasNone && mine.mayChange && <AddPasskey onDone={() => void client.resetQueries()} />}
      <div className={css.acts}>
        <ActionButton kind={hasNone ? 'quiet' : 'primary'} size="medium" onClick={() => leave.mutate()}>
          {hasNone && mine.mayChange ? t('rail.signOut') : t('passkey.again')}
        </ActionButton>
      </div>
    </CardPage>
  );
}
