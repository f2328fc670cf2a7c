/** As much of Electron as the host's channels touch. It does nothing and says what it was told to do. */
import { EventEmitter } from 'node:events';

type Answer = (event: unknown, ...args: readonly unknown[]) => unknown;

/** What the host was talked into. */
export const told: { what: string; given: unknown }[] = [];
const tell = (what: string, given: unknown) => void told.push({ what, given });

export const handlers = new Map<string, Answer>();
export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, answer: Answer) => void handlers.set(channel, answer),
});

export const app = {
  getVersion: () => '0.0.0',
  getPreferredSystemLanguages: () => ['en'],
};

export const nativeTheme = {
  shouldUseDarkColors: false,
  set themeSource(theme: string) {
    tell('theme', theme);
  },
};

export const dialog = {
  async showOpenDialog(_window: unknown, options: unknown) {
    tell('open-dialog', options);
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(_window: unknown, options: unknown) {
    tell('save-dialog', options);
    return { canceled: true, filePath: '' };
  },
};

export const [protocol, session, screen, safeStorage] = [{}, {}, {}, {}];
