import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import frame from '../ui/page-frame.module.css';
import { TopBarToolsProvider } from '../ui/top-bar.tsx';
import { ActivityTray } from './activity-tray.tsx';
import { focusScreenHeading } from './focus-heading.ts';
import css from './frame.module.css';
import { Palette } from './palette.tsx';
import { PaletteButton } from './palette-button.tsx';
import { Rail } from './rail.tsx';
import { ReadingLockNotice } from './reading-lock.tsx';
import { useRememberPlaces } from './recent-places.ts';
import { SyncActivity } from './sync-activity.tsx';
import { useUndoKeys } from './use-undo-keys.ts';
import { WarmUp } from './warm-up.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    rail?: 'full' | 'small' | 'none';
  }
}

/** Rail, sheet and what lies over every screen. */
export function Frame() {
  const { t } = useTranslation('app');
  const main = useRef<HTMLElement>(null);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const rail = useRouterState({ select: (state) => state.matches.at(-1)?.staticData.rail ?? 'full' });
  useHeadingFocus(main);
  useRememberPlaces();
  useUndoKeys();
  usePaletteKey(() => setPaletteOpen((isOpen) => !isOpen));

  const tools = (
    <>
      <ActivityTray />
      <PaletteButton onOpen={() => setPaletteOpen(true)} />
    </>
  );
  const shape = rail === 'none' ? css.bare : rail === 'small' ? css.small : '';
  return (
    <div className={`${css.frame} ${shape}`}>
      <button type="button" className={css.skip} onClick={() => main.current?.focus()}>
        {t('skip.main')}
      </button>
      {rail !== 'none' && <Rail small={rail === 'small'} />}
      <main ref={main} id="main" tabIndex={-1} className={`${frame.sheet} ${css.sheet}`}>
        <ReadingLockNotice />
        <TopBarToolsProvider value={tools}>
          <Outlet />
        </TopBarToolsProvider>
      </main>
      <WarmUp />
      <SyncActivity />
      <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}

function useHeadingFocus(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const isFirst = useRef(true);
  useEffect(() => {
    if (path === undefined || !main.current) return;
    if (isFirst.current) {
      isFirst.current = false; // at start-up the browser's own place is right
      return;
    }
    return focusScreenHeading(main.current);
  }, [path, main]);
}

function usePaletteKey(toggle: () => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK';
      if (!isPalette) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
