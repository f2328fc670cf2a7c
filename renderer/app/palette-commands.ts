import { useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBrightness,
  IconLanguage,
  IconMoon,
  IconRefresh,
  IconSun,
  IconTextSize,
  IconUser,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { languages } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import type { Icon } from '../ui/icon.ts';
import { screenCommands } from '../ui/screen-commands.ts';
import { type PaletteItem, usePaletteActions } from './palette-items.ts';
import { chooseTextSize, textSizes } from './preferences.ts';
import { useShellData } from './shell-data.ts';

/** What can be done on the screen under the palette, as it was when the palette opened. */
export function useScreenItems(): readonly PaletteItem[] {
  const t = useTranslate();
  const actions = usePaletteActions();
  const [commands] = useState(screenCommands);
  return useMemo(
    () =>
      commands.map((command) => ({
        id: `here:${command.id}`,
        icon: command.icon,
        title: command.label(t),
        keywords: command.keywords?.(t),
        keys: command.keys,
        run: () => void command.run(actions),
      })),
    [commands, t, actions],
  );
}

/** Commands of the app itself: undo, sync, who one is, language, colours, size of text. */
export function useOwnCommands(): readonly PaletteItem[] {
  return [...useWorkCommands(), ...useProfileCommands(), ...useLookCommands()];
}

function useWorkCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const shell = useShellData();
  const { actions, undo } = shell.useUndo();
  const syncNow = shell.useSyncNow();
  const items: PaletteItem[] = [];
  if (actions.length > 0) {
    items.push({
      id: 'do:undo',
      icon: IconArrowBackUp,
      title: t('data:undo.act'),
      keywords: t('data:undo.last'),
      keys: ['Ctrl', 'Z'],
      run: () => void undo(),
    });
  }
  if (syncNow !== null) {
    items.push({ id: 'do:sync', icon: IconRefresh, title: t('app:palette.commands.sync'), run: syncNow });
  }
  return items;
}

function useProfileCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const { all, current, switchTo } = useShellData().useProfiles();
  return all
    .filter(({ id }) => id !== current?.id)
    .map((profile) => {
      const role = profile.roles[0];
      return {
        id: `do:profile-${profile.id}`,
        icon: IconUser,
        title: t('app:palette.commands.profile', { name: profile.name }),
        detail: role === undefined ? t('app:profile.noRole') : roleNames[role](t),
        keywords: role === undefined ? undefined : roleNames[role](t),
        run: () => switchTo(profile.id),
      };
    });
}

function useLookCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const { setLanguage, format } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const ofLanguages = languages.map((language) => ({
      id: `do:language-${language.code}`,
      icon: IconLanguage as Icon,
      title: t('app:palette.commands.language', { language: language.name }),
      run: () => void setLanguage(language.code),
    }));
    const schemes = [
      { scheme: 'light', icon: IconSun as Icon, title: t('app:palette.commands.light') },
      { scheme: 'dark', icon: IconMoon as Icon, title: t('app:palette.commands.dark') },
      { scheme: 'auto', icon: IconBrightness as Icon, title: t('app:palette.commands.auto') },
    ] as const;
    const ofSchemes = schemes.map(({ scheme, icon, title }) => ({
      id: `do:scheme-${scheme}`,
      icon,
      title,
      run: () => setColorScheme(scheme),
    }));
    const ofSizes = textSizes.map((size) => ({
      id: `do:text-${size}`,
      icon: IconTextSize as Icon,
      title: t('app:palette.commands.text', { size: format.percent(Number(size) / 100) }),
      run: () => chooseTextSize(size),
    }));
    return [...ofLanguages, ...ofSchemes, ...ofSizes];
  }, [t, setLanguage, setColorScheme, format]);
}
