/** The main process: one window, one user-data folder, and everything that touches a disk, a network or a key. */
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, powerMonitor, session } from 'electron';
import type { HostEvent } from '../shared/ipc/contract.ts';
import { type Custody, openCustody, type PageControl } from './custody.ts';
import { watchDiskRoom } from './disk-room.ts';
import { readEnvironment, refusedArguments } from './environment.ts';
import { createHandlers } from './handlers.ts';
import { createHubSessions } from './hub-sessions.ts';
import { registerIpc } from './ipc.ts';
import { quickKeychain, systemKeychain } from './keychain.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { registerAppScheme, serveRenderer } from './protocol.ts';
import { isLockKey, watchForLock } from './vault/lock-watch.ts';
import { stretchInThread } from './vault/stretch.ts';
import { createVaultKeeper } from './vault/vault-keeper.ts';
import { openWindow } from './window.ts';
import { saveWindowState } from './window-state.ts';

const environment = readEnvironment(process.env);
const developing = !app.isPackaged;
const lookAtDiskMs = 5_000;
let window: BrowserWindow | null = null;
let custodian: Custody | null = null;
/** When somebody last touched the window. */
let touchedAt = Date.now();
/** A profile was locked or sealed: its window is gone, the next one comes. */
let isBetweenWindows = false;

// The one sink of this process. Keep running: what is on the disk is safe, and the page still shows it.
const report = (fault: unknown) => {
  process.stderr.write(`Fault in main: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
};
process.on('uncaughtException', report);
process.on('unhandledRejection', report);

function start(): void {
  const refused = refusedArguments(process.argv);
  if (app.isPackaged && refused.length > 0) {
    process.stderr.write(`Waypost does not start with ${refused.join(' ')}\n`);
    app.exit(2);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Waypost is already open on this data folder; its window comes to the front.\n');
    app.exit(0);
    return;
  }
  registerAppScheme();
  // As root Chromium's sandbox cannot start (containers, test machines): then --no-sandbox is given, and only then heeded.
  if (!(app.commandLine.hasSwitch('no-sandbox') && process.getuid?.() === 0)) app.enableSandbox();
  lockContents();
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => {
    if (!isBetweenWindows) app.quit();
  });
  void app.whenReady().then(open);
}

function focusWindow(): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

async function open(): Promise<void> {
  const folder = join(app.getPath('userData'), 'waypost');
  // No menu: the palette is the menu, and a menu would bring reload and zoom keys that the page does not expect.
  Menu.setApplicationMenu(null);
  lockSession(session.defaultSession, developing);
  serveRenderer(session.defaultSession, join(__dirname, '..', 'renderer'), developing);
  const { fetch, trust } = createHubSessions();
  const room = watchDiskRoom(folder);
  // Others fill the disk too, while nobody saves.
  setInterval(() => void room.hasRoom(), lookAtDiskMs);
  const custody = await openCustody({
    folder,
    vault: createVaultKeeper({ folder, stretch: stretchInThread, keychain: quickKeychain, now: Date.now }),
    room,
    keychain: systemKeychain(),
    fetch,
    trust,
    sampleHub: environment.sample ? environment.hubAddress : null,
    tell,
    page: pageControl(),
  });
  registerIpc(createHandlers({ environment, custody, fetch, window: openedWindow }));
  custodian = custody;
  showWindow();
  powerMonitor.on('resume', () => tell('resumed'));
  powerMonitor.on('suspend', () => tell('suspending'));
  watchForLock({
    // Where the system does not see every touch, the window does.
    idleSeconds: () => Math.min(powerMonitor.getSystemIdleTime(), (Date.now() - touchedAt) / 1000),
    idleMinutes: () => custody.idleMinutes(),
    lock: lockNow,
    every: (milliseconds, work) => setInterval(work, milliseconds),
    // Its types name each event in a signature of its own.
    onPower: (event, work) => powerMonitor.on(event as 'suspend', work),
  });
}

function lockNow(): void {
  void custodian?.lock().catch(report);
}

function showWindow(): void {
  window = openWindow({ userData: app.getPath('userData'), label: environment.label, developing });
  window.webContents.on('input-event', () => {
    touchedAt = Date.now();
  });
  window.webContents.on('before-input-event', (event, key) => {
    if (!isLockKey(key)) return;
    event.preventDefault();
    lockNow();
  });
}

/** What the page may still save before it goes, in milliseconds: together with the rest it stays within two seconds. */
const lastWordsMs = 500;

function pageControl(): PageControl {
  return {
    async warn() {
      tell('locking');
      await new Promise((resolve) => setTimeout(resolve, lastWordsMs));
    },
    end() {
      isBetweenWindows = true;
      if (window === null) return;
      saveWindowState(window, app.getPath('userData'));
      // Its memory goes with its process, at once and whatever it is doing.
      window.webContents.forcefullyCrashRenderer();
      window.destroy();
    },
    load() {
      showWindow();
      isBetweenWindows = false;
    },
    clearDatabase: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
  };
}

function openedWindow(): BrowserWindow {
  if (window === null) throw new Error('A page asked before there was a window');
  return window;
}

function tell(event: HostEvent): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send('host-event', event);
}

start();
