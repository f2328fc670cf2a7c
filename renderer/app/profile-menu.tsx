import { Menu } from '@mantine/core';
import { IconCheck, IconSelector, IconSettings, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { roleNames } from '../i18n/role-names.ts';
import { type Translate, useTranslate } from '../i18n/use-translate.ts';
import { Avatar } from '../ui/avatar.tsx';
import { iconStroke } from '../ui/icon.ts';
import css from './profile-menu.module.css';
import { type ShellProfile, useShellData } from './shell-data.ts';

/** Who one is on this laptop, being somebody else, and the settings. */
export function ProfileMenu({ small }: { readonly small: boolean }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const shell = useShellData();
  const { current, all, switchTo } = shell.useProfiles();
  const leave = shell.useLeave();
  const name = current?.name ?? t('app:profile.nobody');
  const role = roleWord(current, t);
  // With its words visible, the button is named by them, so that speech control finds it (WCAG 2.5.3).
  const spoken = small ? t('app:profile.menu', { name }) : undefined;
  return (
    <Menu position="top-start" width={260} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={css.button} aria-label={spoken}>
          <Avatar name={name} />
          {!small && <Who name={name} role={role} />}
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
              onChoose={() => switchTo(profile.id)}
            />
          ))}
        {all.length > 1 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconSettings size={16} stroke={iconStroke} aria-hidden="true" />}
          onClick={() => void navigate({ to: '/settings' })}
        >
          {t('app:profile.settings')}
        </Menu.Item>
        {leave !== null && (
          <Menu.Item leftSection={<IconUsers size={16} stroke={iconStroke} aria-hidden="true" />} onClick={leave}>
            {t('app:profile.leave')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function ProfileItem(props: { readonly profile: ShellProfile; readonly isCurrent: boolean; onChoose(): void }) {
  const t = useTranslate();
  const { profile, isCurrent, onChoose } = props;
  return (
    <Menu.Item
      leftSection={<Avatar name={profile.name} size="small" />}
      rightSection={isCurrent ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : undefined}
      aria-current={isCurrent}
      onClick={onChoose}
    >
      <Who name={profile.name} role={roleWord(profile, t)} />
    </Menu.Item>
  );
}

function roleWord(profile: ShellProfile | null, t: Translate): string {
  const role = profile?.roles[0];
  return role ? roleNames[role](t) : t('app:profile.noRole');
}

function Who({ name, role }: { readonly name: string; readonly role: string }) {
  return (
    <span className={css.who}>
      <span className={css.name}>
        <bdi>{name}</bdi>
      </span>
      <span className={css.role}>{role}</span>
    </span>
  );
}
