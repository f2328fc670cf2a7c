import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ProfileNameForm } from './profile-name-form.tsx';

/** The name that its owner gave the profile of this page; null while there is none, undefined until the host said. */
export function useOwnName(): string | null | undefined {
  const { desktop } = useDataSession();
  const [name, setName] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    void desktop.call('profiles:list', {}).then((listed) => {
      if (listed.ok) setName(listed.value.profiles?.[0]?.name ?? null);
    });
  }, [desktop]);
  return name;
}

/** How this profile is called on the first screen. */
export function OwnProfile() {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const name = useOwnName();
  if (name === undefined) return null;
  return (
    <ProfileNameForm
      level="h2"
      title={t('profiles.ownTitle')}
      act={t('profiles.save')}
      initial={name ?? ''}
      done={t('profiles.saved')}
      onSubmit={async (next) => {
        const renamed = await desktop.call('profiles:rename', { name: next });
        return renamed.ok ? null : failureText(renamed.failure);
      }}
    />
  );
}
