import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpOffer } from '../../shared/coordinator/contract.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { CodeSquare } from '../ui/code-square.tsx';
import { CardForm } from './card-form.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { callHub } from './hub-api.ts';
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
      <CardForm
        error={begin.error}
        isPending={begin.isPending}
        act={t('setUp.next')}
        other={
          <ActionButton kind="quiet" size="medium" onClick={onDone}>
            {t('setUp.back')}
          </ActionButton>
        }
        onSend={(field) => begin.mutate(field('code'))}
      >
        <TextInput name="code" label={t('setUp.code')} required dir="ltr" autoComplete="off" maxLength={60} />
      </CardForm>
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
  return (
    <CardPage title={t('setUp.welcome', { name: offer.person.name })}>
      <CardForm
        error={finish.error}
        isPending={finish.isPending}
        act={t('setUp.finish')}
        onSend={(field) => finish.mutate({ code, passphrase: field('passphrase'), digits: field('digits') })}
      >
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
      </CardForm>
    </CardPage>
  );
}
