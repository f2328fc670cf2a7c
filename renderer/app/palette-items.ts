import { IconHistory, IconSettings } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { foldCharacter } from '../../shared/domain/search/fold.ts';
import type { TlpLevel } from '../../shared/domain/tlp.ts';
import type { PaletteActions } from '../feature.ts';
import { useFeatures } from '../feature-list.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import type { Icon } from '../ui/icon.ts';
import { recentPlaces } from './recent-places.ts';

/** One row of the palette, whatever it came from. */
export interface PaletteItem {
  readonly id: string;
  readonly icon: Icon | undefined;
  readonly title: string;
  readonly lang?: string | undefined;
  readonly matches?: readonly (readonly [number, number])[] | undefined;
  readonly detail?: string | undefined;
  readonly reference?: string | undefined;
  readonly mark?: TlpLevel | undefined;
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

/** What a command may do to the app; the same from render to render. */
export function usePaletteActions(): PaletteActions {
  const navigate = useNavigate();
  const announce = useAnnounce();
  return useMemo(() => ({ goTo: (path: string) => void navigate({ to: path }), announce }), [navigate, announce]);
}

/** Commands of the features. */
export function useFeatureCommands(): readonly PaletteItem[] {
  const t = useTranslate();
  const features = useFeatures();
  const actions = usePaletteActions();
  return useMemo(() => {
    const ofFeatures = features.flatMap((feature) => feature.commands ?? []);
    return ofFeatures.map((command) => ({
      id: `do:${command.id}`,
      icon: command.icon,
      title: command.label(t),
      keywords: command.keywords?.(t),
      keys: command.keys,
      run: () => void command.run(actions),
    }));
  }, [t, features, actions]);
}

/** Screens that were opened lately in this window. */
export function useRecentItems(): readonly PaletteItem[] {
  const navigate = useNavigate();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const [recent] = useState(() => recentPlaces(here));
  return recent.map(({ path, title }) => ({
    id: `recent:${path}`,
    icon: IconHistory,
    title,
    run: () => void navigate({ to: path }),
  }));
}

/** The way to everything that is found for these words; null for no words. */
export function useEverything(query: string): PaletteItem | null {
  const t = useTranslate();
  const navigate = useNavigate();
  const everything = useFeatures().flatMap((feature) => feature.everything ?? [])[0];
  const q = query.trim();
  if (everything === undefined || q === '') return null;
  const { icon, label, path } = everything;
  const run = () => void navigate({ to: path, search: { q } as never });
  return { id: 'everything', icon, title: label(t, q), keys: ['Ctrl ↵'], run };
}

/** Items whose words hold every word of the query, as search folds them; all of them for an empty query. */
export function filterItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return items.filter((item) => {
    const text = fold(`${item.title} ${item.keywords ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

/** As search sees letters: with or without marks, whichever alef was typed. */
function fold(text: string): string {
  return Array.from(text, foldCharacter).join('');
}
