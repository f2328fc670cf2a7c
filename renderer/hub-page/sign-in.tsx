import { TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { ByProvider } from './by-provider.tsx';
import { CardForm } from './card-form.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { callHub } from './hub-api.ts';
import { placeOfPasskeys, signInWithPasskey } from './passkey-calls.ts';
import { ElsewhereNote } from './passkey-panel.tsx';
import { ProofFields } from './proof-fields.tsx';
import { waysInQuery } from './queries.ts';

/** Name, passphrase and authenticator in one step: what was wrong is not told apart, so nothing is given away. Or a passkey alone. */
export function SignIn({ onSetUp }: { onSetUp(): void }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (body: object) => callHub('/sign-in', body),
    // Whoever was signed in before may have seen other scopes.
    onSuccess: () => client.resetQueries(),
  });
  return (
    <CardPage title={t('signIn.title')}>
      <CardForm
        error={signIn.error}
        isPending={signIn.isPending}
        act={t('signIn.act')}
        other={
          <ActionButton kind="quiet" size="medium" onClick={onSetUp}>
            {t('signIn.setUp')}
          </ActionButton>
        }
        onSend={(field) => signIn.mutate({ name: field('name'), passphrase: field('passphrase'), code: field('code') })}
      >
        <TextInput name="name" label={t('signIn.name')} required dir="auto" autoComplete="username" maxLength={200} />
        <ProofFields label={t('signIn.passphrase')} />
      </CardForm>
      <ByPasskey />
      <ByProvider />
    </CardPage>
  );
}

function ByPasskey() {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const place = placeOfPasskeys(useQuery(waysInQuery()).data);
  const signIn = useMutation({ mutationFn: signInWithPasskey, onSuccess: () => client.resetQueries() });
  if (place === null) return null;
  if (!place.isHere) return <ElsewhereNote origin={place.origin} />;
  return (
    <>
      <FailureBanner error={signIn.error} />
      <div className={css.acts}>
        <ActionButton icon={IconFingerprint} size="medium" disabled={signIn.isPending} onClick={() => signIn.mutate()}>
          {t('signIn.passkey')}
        </ActionButton>
      </div>
    </>
  );
}
