import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { appOrigin } from './protocol.ts';
import { keepWindowState, loadWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly userData: string;
  readonly label: string;
  readonly developing: boolean;
  /** Where its page keeps what it keeps. */
  readonly session: Session;
}

/** The one window: sandboxed, isolated, without Node, behind `app://waypost`. */
export function openWindow({ userData, label, developing, session }: WindowOptions): BrowserWindow {
  const { maximised, ...bounds } = loadWindowState(userData);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: titleOf(label),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0E1312' : '#F1EFE9',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: developing,
      // A hidden window still keeps its journal and talks to its hub.
      backgroundThrottling: false,
    },
  });
  if (maximised) window.maximize();
  // The page's own title would drop the label that tells two laptops apart.
  window.on('page-title-updated', (event, title) => {
    event.preventDefault();
    window.setTitle(label === '' ? title : `${title} (${label})`);
  });
  window.once('ready-to-show', () => window.show());
  keepWindowState(window, userData);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

function titleOf(label: string): string {
  return label === '' ? 'Waypost' : `Waypost (${label})`;
}
