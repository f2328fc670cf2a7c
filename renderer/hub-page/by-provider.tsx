import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ToProvider } from '../../shared/coordinator/links-contract.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import css from './card-page.module.css';
import { failureText } from './failure-words.ts';
import { type CallFailure, callHub, failureOfError } from './hub-api.ts';
import { waysInQuery } from './queries.ts';
import './words.ts';

/** Signing in at the identity provider: what came of the last time, and the way there. Nothing where the hub has none. */
export function ByProvider() {
  const { t } = useTranslation('coordinator');
  const provider = useQuery(waysInQuery()).data?.provider ?? null;
  const leave = useMutation({
    mutationFn: () => callHub<ToProvider>('/provider/begin', {}),
    onSuccess: ({ address }) => location.assign(address),
  });
  if (provider === null) return null;
  const failure = leave.error === null ? brought() : failureOfError(leave.error);
  return (
    <>
      {failure !== null && (
        <Banner tone="bad" isNews>
          {failureText(t, failure)}
        </Banner>
      )}
      {provider.origin === location.origin && (
        <div className={css.acts}>
          <ActionButton size="medium" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t('signIn.provider', { provider: provider.name })}
          </ActionButton>
        </div>
      )}
    </>
  );
}

/** Why the hub took nobody in who came back from there: it stands in the address. */
function brought(): CallFailure | null {
  const kind = /^#\/provider\/([a-z-]+)$/.exec(location.hash)?.[1];
  return kind === undefined ? null : ({ kind } as CallFailure);
}
