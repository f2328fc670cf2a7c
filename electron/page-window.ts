/** The one window: in which session its page lives, how a page ends with all that it held, and how the next one comes. */
import { join } from 'node:path';
import { app, type BrowserWindow, type Session, session } from 'electron';
import type { HostEvent } from '../shared/ipc/contract.ts';
import type { PageControl } from './custody.ts';
import { lockSession } from './lockdown.ts';
import type { ProfileFolders } from './profiles/profile-list.ts';
import { serveRenderer } from './protocol.ts';
import { isLockKey } from './vault/lock-watch.ts';
import { openWindow } from './window.ts';
import { saveWindowState } from './window-state.ts';

export interface PageWindow {
  /** Null before the first page. */
  current(): BrowserWindow | null;
  focus(): void;
  tell(event: HostEvent): void;
  /** When somebody last touched it. */
  touchedAt(): number;
  /** A profile was locked or left: its window is gone, and the next one comes. */
  isBetween(): boolean;
  /** A page over a profile's own storage; `null` for the page where one chooses a profile. */
  pageOf(folders: ProfileFolders | null): PageControl;
}

export interface PageWindowOptions {
  readonly label: string;
  readonly developing: boolean;
  /** At the key for it. */
  readonly lock: () => void;
}

/** What the page may still save before it goes, in milliseconds: together with the rest it stays within two seconds. */
const lastWordsMs = 500;
/**
 * How often what a page chose is written to the disk, in milliseconds. Left to itself Chromium lets a page's storage wait a
 * minute and more for each time that it was written before: a power cut took the file that a person asked for ([AT2]).
 */
const keepChoicesMs = 3_000;
/** Language and colours of the page where one chooses: nobody's own. */
const chooserFolder = 'chooser';

export function createPageWindow({ label, developing, lock }: PageWindowOptions): PageWindow {
  const userData = app.getPath('userData');
  const prepared = new Set<Session>();
  let window: BrowserWindow | null = null;
  let touched = Date.now();
  let isBetween = false;
  setInterval(() => {
    for (const each of prepared) each.flushStorageData();
  }, keepChoicesMs);
  const sessionOf = (folders: ProfileFolders | null): Session => {
    const own = folders === null ? join(userData, chooserFolder) : folders.page;
    const found = own === null ? session.defaultSession : session.fromPath(own);
    if (prepared.has(found)) return found;
    prepared.add(found);
    lockSession(found, developing);
    serveRenderer(found, join(__dirname, '..', 'renderer'), developing);
    return found;
  };
  const show = (pageSession: Session) => {
    window = openWindow({ userData, label, developing, session: pageSession });
    window.on('close', () => tell('closing'));
    window.webContents.on('input-event', () => {
      touched = Date.now();
    });
    window.webContents.on('before-input-event', (event, key) => {
      if (!isLockKey(key)) return;
      event.preventDefault();
      lock();
    });
  };
  const tell = (event: HostEvent) => {
    if (window !== null && !window.isDestroyed()) window.webContents.send('host-event', event);
  };
  return {
    current: () => window,
    tell,
    touchedAt: () => touched,
    isBetween: () => isBetween,
    focus() {
      if (window === null || window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    pageOf: (folders) => ({
      async warn() {
        tell('locking');
        await new Promise((resolve) => setTimeout(resolve, lastWordsMs));
      },
      end() {
        isBetween = true;
        if (window === null || window.isDestroyed()) return;
        saveWindowState(window, userData);
        // Its memory goes with its process, at once and whatever it is doing.
        window.webContents.forcefullyCrashRenderer();
        window.destroy();
      },
      load() {
        show(sessionOf(folders));
        isBetween = false;
      },
      async forget() {
        await sessionOf(folders).clearStorageData();
        await sessionOf(folders).clearCache();
      },
      clearDatabase: () => sessionOf(folders).clearStorageData({ storages: ['indexdb'] }),
    }),
  };
}
