import { PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import css from './account-screen.module.css';
import { CardForm } from './card-form.tsx';
import { callHub } from './hub-api.ts';
import { PasskeyPanel } from './passkey-panel.tsx';
import body from './screen-body.module.css';
import { SessionPanel } from './session-panel.tsx';
import './words.ts';
import { ProofFields } from './proof-fields.tsx';

/** By what one gets in: passkeys, and the passphrase with its authenticator; and where one is in now. */
export function AccountScreen() {
  const { t } = useTranslation('coordinator');
  useScreenTitle(t('account.title'), t('title'));
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('account.title')}</ScreenHeading>
        <p className={body.summary}>{t('account.lead')}</p>
      </div>
      <PasskeyPanel />
      <Passphrase />
      <SessionPanel />
    </div>
  );
}

/** Another passphrase, by the one before and the authenticator. */
function Passphrase() {
  const { t } = useTranslation('coordinator');
  const change = useMutation({ mutationFn: (says: object) => callHub('/passphrase', says) });
  return (
    <section className={body.section} aria-labelledby="passphrase">
      <SectionHead id="passphrase" icon={IconLock} title={t('account.passphrase')} />
      {change.isSuccess ? (
        <Banner tone="ok" isNews>
          {t('account.done')}
        </Banner>
      ) : (
        <Panel className={css.panel}>
          <CardForm
            error={change.error}
            isPending={change.isPending}
            act={t('account.act')}
            onSend={(field) =>
              change.mutate({ passphrase: field('passphrase'), code: field('code'), next: field('next') })
            }
          >
            <Fields />
          </CardForm>
        </Panel>
      )}
    </section>
  );
}

function Fields() {
  const { t } = useTranslation('coordinator');
  return (
    <>
      <ProofFields label={t('account.before')} />
      <PasswordInput
        name="next"
        label={t('account.next')}
        description={t('setUp.passphraseHint')}
        required
        autoComplete="new-password"
        maxLength={256}
      />
    </>
  );
}
