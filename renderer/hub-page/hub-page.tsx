import { useQuery } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../ui/announcer.tsx';
import { CardPage } from './card-page.tsx';
import { failureText } from './failure-words.ts';
import { failureOfError } from './hub-api.ts';
import { PageFrame } from './page-frame.tsx';
import { PasskeyNeeded } from './passkey-needed.tsx';
import { createHubClient, meQuery } from './queries.ts';
import { SetUp } from './set-up.tsx';
import { SignIn } from './sign-in.tsx';
import './words.ts';
import { PageProviders } from '../app/page-providers.tsx';

/** The page under everything that its screens expect above them. */
export function HubPage({ i18n, timeZone }: { readonly i18n: I18n; readonly timeZone?: string }) {
  const [client] = useState(createHubClient);
  return (
    <PageProviders i18n={i18n} queryClient={client} timeZone={timeZone}>
      <Announcer>
        <Door />
      </Announcer>
    </PageProviders>
  );
}

/** Who is not signed in sees the sign-in and nothing else; a set-up goes on until its recovery codes are put away. */
function Door(): ReactNode {
  const { t } = useTranslation('coordinator');
  const [settingUp, setSettingUp] = useState(false);
  const me = useQuery(meQuery());
  if (settingUp) return <SetUp onDone={() => setSettingUp(false)} />;
  if (me.data !== undefined && me.error === null) return <PageFrame me={me.data} />;
  if (me.error === null) return null;
  const failure = failureOfError(me.error);
  if (failure.kind === 'signed-out') return <SignIn onSetUp={() => setSettingUp(true)} />;
  if (failure.kind === 'passkey-needed') return <PasskeyNeeded />;
  return (
    <CardPage title={t('title')}>
      <p role="alert">{failureText(t, failure)}</p>
    </CardPage>
  );
}
