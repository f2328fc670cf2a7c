/** The main process: one window, one user-data folder, and everything that touches a disk, a network or a key. */
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, powerMonitor, session } from 'electron';
import type { HostEvent } from '../shared/ipc/contract.ts';
import { watchDiskRoom } from './disk-room.ts';
import { readEnvironment, refusedArguments } from './environment.ts';
import { createHandlers } from './handlers.ts';
import { openHostJournal } from './host-journal.ts';
import { createHubSessions } from './hub-sessions.ts';
import { createIdentityKeeper } from './identity.ts';
import { registerIpc } from './ipc.ts';
import { systemKeychain } from './keychain.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { registerAppScheme, serveRenderer } from './protocol.ts';
import { listenAtHub } from './wake.ts';
import { openWindow } from './window.ts';

const environment = readEnvironment(process.env);
const developing = !app.isPackaged;
const lookAtDiskMs = 5_000;
let window: BrowserWindow | null = null;

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
  app.on('window-all-closed', () => app.quit());
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
  const identity = createIdentityKeeper({
    folder,
    keychain: systemKeychain(),
    fetch,
    trust,
    sampleHub: environment.sample ? environment.hubAddress : null,
  });
  const parts = {
    environment,
    identity,
    journal: openHostJournal(join(folder, 'journal'), room),
    fetch,
    wake: listenAtHub({ identity, fetch, tell }),
    window: openedWindow,
  };
  registerIpc(createHandlers(parts));
  window = openWindow({ userData: app.getPath('userData'), label: environment.label, developing });
  powerMonitor.on('resume', () => tell('resumed'));
  powerMonitor.on('suspend', () => tell('suspending'));
}

function openedWindow(): BrowserWindow {
  if (window === null) throw new Error('A page asked before there was a window');
  return window;
}

function tell(event: HostEvent): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send('host-event', event);
}

start();
