import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { PutBack } from '../../data/put-back.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ProfileNameForm } from './profile-name-form.tsx';
import { Sheet } from './sheet.tsx';
import { StepHeading } from './step-heading.tsx';
import css from './vault.module.css';
import './words.ts';

type Entry = Output<'profiles:list'>['profiles'][number];

/** Who is working: the profiles of this laptop by the names that their owners gave them. Nothing of any of them is open. */
export function ChooserScreen() {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [profiles, setProfiles] = useState<readonly Entry[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  useEffect(() => {
    void desktop.call('profiles:list', {}).then((listed) => {
      if (listed.ok) setProfiles(listed.value.profiles);
    });
  }, [desktop]);
  const choose = async (id: string) => {
    setProblem(null);
    const chosen = await desktop.call('profiles:choose', { id });
    if (!chosen.ok) setProblem(failureText(chosen.failure));
  };
  if (isAdding) {
    return (
      <Sheet>
        <ProfileNameForm
          level="h1"
          title={t('profiles.addTitle')}
          act={t('profiles.act')}
          initial=""
          onSubmit={async (name) => {
            const added = await desktop.call('profiles:add', { name });
            return added.ok ? null : failureText(added.failure);
          }}
          onCancel={() => setAdding(false)}
        />
      </Sheet>
    );
  }
  return (
    <Sheet>
      <div className={css.form}>
        <StepHeading id="chooser-title" level="h1">
          {t('profiles.title')}
        </StepHeading>
        <p className={css.lead}>{t('profiles.lead')}</p>
        <ul className={css.profiles} aria-label={t('profiles.list')}>
          {profiles.map((profile) => (
            <li key={profile.id}>
              <ProfileButton profile={profile} onChoose={() => void choose(profile.id)} />
            </li>
          ))}
        </ul>
        <Problem text={problem} />
        <div className={css.acts}>
          <ActionButton size="medium" icon={IconPlus} onClick={() => setAdding(true)}>
            {t('profiles.add')}
          </ActionButton>
          <PutBack />
        </div>
      </div>
    </Sheet>
  );
}

function ProfileButton({ profile, onChoose }: { readonly profile: Entry; onChoose(): void }) {
  const { t } = useTranslation('vault');
  const name = profile.name ?? (profile.id === 'first' ? t('profiles.first') : t('profiles.unnamed'));
  return (
    <button type="button" className={css.profile} onClick={onChoose}>
      <Avatar name={name} />
      <bdi>{name}</bdi>
    </button>
  );
}
