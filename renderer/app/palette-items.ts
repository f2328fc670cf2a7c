import { useMantineColorScheme } from '@mantine/core';
import { IconBrightness, IconLanguage, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFeatures } from '../feature-list.ts';
import { languages } from '../i18n/languages.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { useTranslate } from '../i18n/use-translate.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import type { Icon } from '../ui/icon.ts';

/** One row of the palette, whatever it came from. */
export interface PaletteItem {
  readonly id: string;
  readonly icon: Icon | undefined;
  readonly title: string;
  readonly lang?: string | undefined;
  readonly matches?: readonly (readonly [number, number])[] | undefined;
  readonly detail?: string | undefined;
  readonly reference?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  /** More words that find it. */
  readonly keywords?: string | undefined;
  run(): void;
}

/** Places of the rail and the settings. */
export function usePlaces(): readonly PaletteItem[] {
  const t = useTranslate();
  const navigate = useNavigate();
  const features = useFeatures();
  return useMemo(() => {
    const entries = features.flatMap((feature) => feature.rail ?? []).sort((left, right) => left.order - right.order);
    const places = entries.map(({ icon, label, path }) => ({ path, icon, title: label(t) }));
    const all = [...places, { path: '/settings', icon: IconSettings as Icon, title: t('app:settings.title') }];
    return all.map((place) => ({ ...place, id: `go:${place.path}`, run: () => void navigate({ to: place.path }) }));
  }, [t, features, navigate]);
}

/** Commands of the features, then those of the app itself. */
export function useCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const features = useFeatures();
  const own = useOwnCommands();
  return useMemo(() => {
    const actions = { goTo: (path: string) => void navigate({ to: path }), announce };
    const ofFeatures = features.flatMap((feature) => feature.commands ?? []);
    const items = ofFeatures.map((command) => ({
      id: `do:${command.id}`,
      icon: command.icon,
      title: command.label(t),
      keywords: command.keywords?.(t),
      keys: command.keys,
      run: () => void command.run(actions),
    }));
    return [...items, ...own];
  }, [t, features, navigate, announce, own]);
}

function useOwnCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const { setLanguage } = useLocale();
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
    return [...ofLanguages, ...ofSchemes];
  }, [t, setLanguage, setColorScheme]);
}

/** Items whose words hold every word of the query, case and marks aside; all of them for an empty query. */
export function filterItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return items.filter((item) => {
    const text = fold(`${item.title} ${item.keywords ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase();
}
