/** The main process: one window, one user-data folder, and everything that touches a disk, a network or a key. */
import { join } from 'node:path';
import { app, Menu, powerMonitor } from 'electron';
import { roomAnswer } from '../shared/ipc/port-message.ts';
import { openCustody } from './custody.ts';
import { watchDiskRoom } from './disk-room.ts';
import type { AskEngine } from './engine-port.ts';
import { readEnvironment, refusedArguments } from './environment.ts';
import { createHandlers } from './handlers.ts';
import { createHubSessions, type HubSessions } from './hub-sessions.ts';
import { registerIpc } from './ipc.ts';
import { noKeychain, quickKeychain, systemKeychain } from './keychain.ts';
import { lockContents } from './lockdown.ts';
import { createPageWindow, type PageWindow } from './page-window.ts';
import { type FrontDesk, openFrontDesk } from './profiles/front-desk.ts';
import { profileListIn } from './profiles/profile-list.ts';
import { registerAppScheme } from './protocol.ts';
import { watchForLock } from './vault/lock-watch.ts';
import { stretchInThread } from './vault/stretch.ts';
import { createVaultKeeper } from './vault/vault-keeper.ts';

const environment = readEnvironment(process.env);
const developing = !app.isPackaged;
const lookAtDiskMs = 5_000;
let pages: PageWindow | null = null;
let desk: FrontDesk | null = null;

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
  app.on('second-instance', () => pages?.focus());
  app.on('window-all-closed', () => {
    if (pages?.isBetween() !== true) app.quit();
  });
  void app.whenReady().then(open);
}

async function open(): Promise<void> {
  const userData = app.getPath('userData');
  // No menu: the palette is the menu, and a menu would bring reload and zoom keys that the page does not expect.
  Menu.setApplicationMenu(null);
  const window = createPageWindow({ label: environment.label, developing, lock: lockNow });
  pages = window;
  const room = watchDiskRoom(join(userData, 'waypost'));
  // Others fill the disk too, while nobody saves.
  setInterval(() => void room.hasRoom(), lookAtDiskMs);
  /** Of the profile that is chosen: what one trusts, and what Chromium remembers of it, is its own. */
  let hub: HubSessions = createHubSessions('nobody');
  let engine: AskEngine | null = null;
  const fetch: HubSessions['fetch'] = (address, init) => hub.fetch(address, init);
  const opened = await openFrontDesk({
    profiles: profileListIn(userData),
    pageOf: window.pageOf,
    report,
    open({ id, folder, page, isShared }) {
      hub = createHubSessions(id);
      const keychain = isShared ? noKeychain : quickKeychain;
      return openCustody({
        folder,
        vault: createVaultKeeper({ folder, stretch: stretchInThread, keychain, now: Date.now }),
        room,
        keychain: systemKeychain(),
        fetch,
        trust: hub.trust,
        sampleHub: environment.sample ? environment.hubAddress : null,
        tell: window.tell,
        async answerRoom(exported, message) {
          const answer = await engine?.(roomAnswer, [exported, message]);
          if (!(answer instanceof Uint8Array)) throw new Error('No engine answers another laptop');
          return answer;
        },
        page,
      });
    },
  });
  registerIpc(createHandlers({ environment, desk: opened, fetch, window: openedWindow }), (ask) => {
    engine = ask;
  });
  desk = opened;
  opened.begin();
  powerMonitor.on('resume', () => window.tell('resumed'));
  powerMonitor.on('suspend', () => window.tell('suspending'));
  watchForLock({
    // Where the system does not see every touch, the window does.
    idleSeconds: () => Math.min(powerMonitor.getSystemIdleTime(), (Date.now() - window.touchedAt()) / 1000),
    idleMinutes: () => desk?.chosen()?.idleMinutes() ?? Number.POSITIVE_INFINITY,
    lock: lockNow,
    every: (milliseconds, work) => setInterval(work, milliseconds),
    // Its types name each event in a signature of its own.
    onPower: (event, work) => powerMonitor.on(event as 'suspend', work),
  });
}

function lockNow(): void {
  void desk?.chosen()?.lock().catch(report);
}

function openedWindow() {
  const window = pages?.current() ?? null;
  if (window === null) throw new Error('A page asked before there was a window');
  return window;
}

start();
