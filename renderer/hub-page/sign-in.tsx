import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { CardForm } from './card-form.tsx';
import { CardPage } from './card-page.tsx';
import { callHub } from './hub-api.ts';

/** Name, passphrase and authenticator in one step: what was wrong is not told apart, so nothing is given away. */
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
        <PasswordInput
          name="passphrase"
          label={t('signIn.passphrase')}
          required
          autoComplete="current-password"
          maxLength={1000}
        />
        <TextInput
          name="code"
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          required
          dir="ltr"
          autoComplete="one-time-code"
          maxLength={60}
        />
      </CardForm>
    </CardPage>
  );
}
