import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { failureText } from './failure-words.ts';
import { textOf } from './form-text.ts';
import { callHub, failureOfError } from './hub-api.ts';

/** Name, passphrase and authenticator in one step: what was wrong is not told apart, so nothing is given away. */
export function SignIn({ onSetUp }: { onSetUp(): void }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (body: object) => callHub('/sign-in', body),
    // Whoever was signed in before may have seen other scopes.
    onSuccess: () => client.resetQueries(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = textOf(event.currentTarget);
    signIn.mutate({ name: field('name'), passphrase: field('passphrase'), code: field('code') });
  };
  return (
    <CardPage title={t('signIn.title')}>
      <form className={css.form} onSubmit={submit}>
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
        {signIn.error && (
          <Banner tone="bad" isNews>
            {failureText(t, failureOfError(signIn.error))}
          </Banner>
        )}
        <div className={css.acts}>
          <ActionButton kind="primary" size="medium" type="submit" disabled={signIn.isPending}>
            {t('signIn.act')}
          </ActionButton>
          <ActionButton kind="quiet" size="medium" onClick={onSetUp}>
            {t('signIn.setUp')}
          </ActionButton>
        </div>
      </form>
    </CardPage>
  );
}
