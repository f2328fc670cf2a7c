import { Menu } from '@mantine/core';
import { IconCheck, IconSelector, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type Translate, useTranslate } from '../i18n/use-translate.ts';
import { Avatar } from '../ui/avatar.tsx';
import { iconStroke } from '../ui/icon.ts';
import css from './profile-menu.module.css';
import { roleNames } from './role-names.ts';
import { type Profile, useShellData } from './shell-data.ts';

/** Who one is on this laptop, being somebody else, and the settings. */
export function ProfileMenu({ small }: { readonly small: boolean }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { useProfiles, switchProfile } = useShellData();
  const { current, all } = useProfiles();
  const name = current?.name ?? t('app:profile.nobody');
  return (
    <Menu position="top-start" width={260} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={css.button} aria-label={t('app:profile.menu', { name })}>
          <Avatar name={name} />
          {!small && <Who name={name} lang={current?.lang} role={roleWord(current, t)} />}
          {!small && <IconSelector size={16} stroke={iconStroke} aria-hidden="true" />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.length > 1 && <Menu.Label>{t('app:profile.switch')}</Menu.Label>}
        {all.length > 1 &&
          all.map((profile) => (
            <ProfileItem
              key={profile.id}
              profile={profile}
              isCurrent={profile.id === current?.id}
              onChoose={() => void switchProfile(profile.id)}
            />
          ))}
        {all.length > 1 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconSettings size={16} stroke={iconStroke} />}
          onClick={() => void navigate({ to: '/settings' })}
        >
          {t('app:profile.settings')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ProfileItem(props: { readonly profile: Profile; readonly isCurrent: boolean; onChoose(): void }) {
  const t = useTranslate();
  const { profile, isCurrent, onChoose } = props;
  return (
    <Menu.Item
      leftSection={<Avatar name={profile.name} size="small" />}
      rightSection={isCurrent ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : undefined}
      aria-current={isCurrent}
      onClick={onChoose}
    >
      <Who name={profile.name} lang={profile.lang} role={roleWord(profile, t)} />
    </Menu.Item>
  );
}

function roleWord(profile: Profile | null, t: Translate): string {
  return profile?.role ? roleNames[profile.role](t) : t('app:profile.noRole');
}

function Who({
  name,
  role,
  lang,
}: {
  readonly name: string;
  readonly role: string;
  readonly lang: string | undefined;
}) {
  return (
    <span className={css.who}>
      <span className={css.name}>
        <bdi lang={lang}>{name}</bdi>
      </span>
      <span className={css.role}>{role}</span>
    </span>
  );
}
