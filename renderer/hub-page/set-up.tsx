import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpOffer } from '../../shared/coordinator/contract.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { CodeSquare } from './code-square.tsx';
import { failureText } from './failure-words.ts';
import { textOf } from './form-text.ts';
import { callHub, failureOfError } from './hub-api.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** A set-up code, then passphrase and authenticator, then the recovery codes, which are shown once. */
export function SetUp({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const [offer, setOffer] = useState<{ readonly code: string; readonly offer: SetUpOffer } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useMutation({
    mutationFn: async (code: string) => ({ code, offer: await callHub<SetUpOffer>('/set-up/begin', { code }) }),
    onSuccess: setOffer,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    begin.mutate(textOf(event.currentTarget)('code'));
  };
  if (codes !== null) {
    const leave = () => {
      onDone();
      void client.resetQueries();
    };
    return <RecoveryCodes codes={codes} onDone={leave} />;
  }
  if (offer !== null) return <Choose {...offer} onDone={setCodes} />;
  return (
    <CardPage title={t('setUp.title')}>
      <p className={css.lead}>{t('setUp.lead')}</p>
      <form className={css.form} onSubmit={submit}>
        <TextInput name="code" label={t('setUp.code')} required dir="ltr" autoComplete="off" maxLength={60} />
        {begin.error && (
          <Banner tone="bad" isNews>
            {failureText(t, failureOfError(begin.error))}
          </Banner>
        )}
        <div className={css.acts}>
          <ActionButton kind="primary" size="medium" type="submit" disabled={begin.isPending}>
            {t('setUp.next')}
          </ActionButton>
          <ActionButton kind="quiet" size="medium" onClick={onDone}>
            {t('setUp.back')}
          </ActionButton>
        </div>
      </form>
    </CardPage>
  );
}

interface ChooseProps {
  readonly code: string;
  readonly offer: SetUpOffer;
  onDone(recoveryCodes: readonly string[]): void;
}

function Choose({ code, offer, onDone }: ChooseProps) {
  const { t } = useTranslation('coordinator');
  const finish = useMutation({
    mutationFn: (body: object) => callHub<{ recoveryCodes: string[] }>('/set-up/finish', body),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = textOf(event.currentTarget);
    finish.mutate({ code, passphrase: field('passphrase'), digits: field('digits') });
  };
  return (
    <CardPage title={t('setUp.welcome', { name: offer.person.name })}>
      <form className={css.form} onSubmit={submit}>
        {/* Password keepers take the name that goes with a new passphrase from here. */}
        <TextInput label={t('signIn.name')} value={offer.name} readOnly dir="auto" autoComplete="username" />
        <PasswordInput
          name="passphrase"
          label={t('setUp.passphrase')}
          description={t('setUp.passphraseHint')}
          required
          autoComplete="new-password"
          maxLength={256}
        />
        <div className={css.authenticator}>
          <CodeSquare text={offer.address} label={t('setUp.square')} />
          <div>
            <p>{t('setUp.scan')}</p>
            <bdi dir="ltr" className={`wp-mono ${css.secret}`}>
              {(offer.secret.match(/.{1,4}/g) ?? []).join(' ')}
            </bdi>
          </div>
        </div>
        <TextInput
          name="digits"
          label={t('setUp.digits')}
          required
          dir="ltr"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
        />
        {finish.error && (
          <Banner tone="bad" isNews>
            {failureText(t, failureOfError(finish.error))}
          </Banner>
        )}
        <div className={css.acts}>
          <ActionButton kind="primary" size="medium" type="submit" disabled={finish.isPending}>
            {t('setUp.finish')}
          </ActionButton>
        </div>
      </form>
    </CardPage>
  );
}
