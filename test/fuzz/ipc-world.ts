/**
 * The host's channels with their real checks and handlers over an Electron and a profile that only say what they were
 * told to do. 'electron' must have been put aside for fake-electron.ts before this is loaded.
 */
import type { BrowserWindow } from 'electron';
import type { Custody } from '../../electron/custody.ts';
import { createHandlers } from '../../electron/handlers.ts';
import { registerIpc } from '../../electron/ipc.ts';
import type { FrontDesk } from '../../electron/profiles/front-desk.ts';
import type { ProfileEntry } from '../../electron/profiles/profile-list.ts';
import { ok } from '../../shared/base/result.ts';
import { type Channel, channels, ipcContract } from '../../shared/ipc/contract.ts';
import { engineChannels, engineOnly, type PortMessage } from '../../shared/ipc/port-message.ts';
import { handlers, ipcMain, told } from './fake-electron.ts';
import type { IpcMessage, Sender } from './ipc-messages.ts';

/** The one thing that each channel may bring about; a channel that is not here changes and shows nothing. */
const mayDo: Partial<Record<Channel, string>> = {
  'identity:enrol': 'enrol',
  'identity:sign': 'sign',
  'certificates:sign': 'sign-certificates',
  'journal:append': 'append',
  'journal:read': 'read',
  'journal:overwrite': 'overwrite',
  'hub:exchange': 'fetch',
  'hub:listen': 'listen',
  'room:open': 'open-room',
  'room:close': 'close-room',
  'room:call': 'call-room',
  'room:exchange': 'say-in-room',
  'room:hang-up': 'hang-up',
  'files:pick': 'open-dialog',
  'files:save': 'save-dialog',
  'print:pdf': 'save-dialog',
  'vault:prepare': 'prepare',
  'vault:finish': 'protect',
  'vault:unlock': 'unlock',
  'vault:change-passphrase': 'change-passphrase',
  'vault:draft': 'draft',
  'vault:confirm': 'confirm',
  'vault:remove': 'remove',
  'vault:quick': 'quick',
  'vault:idle': 'idle',
  'vault:lock': 'lock',
  'profiles:choose': 'choose',
  'profiles:add': 'add',
  'profiles:rename': 'rename',
  'profiles:remove': 'remove-profile',
  'profiles:leave': 'leave',
  'outbox:begin': 'begin-outbox',
  'wipe:begin': 'wipe',
  'wipe:save': 'save-dialog',
  'wipe:forget': 'forget-left',
  'backup:save': 'save-dialog',
  'backup:put-back': 'open-dialog',
  'window:protect': 'protect-screen',
  'window:theme': 'theme',
};

const isBytes = (value: unknown) => value instanceof Uint8Array;
const isText = (value: unknown, most: number) => typeof value === 'string' && value.length <= most;
const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;

const isThree = (names: unknown) =>
  Array.isArray(names) && names.length === 3 && names.every((name) => isText(name, 100));
/** What was typed, for a way in that is typed. */
function isKey(key: unknown): boolean {
  const { way, typed, second } = key as Record<string, unknown>;
  if (way === 'custodians') return isText(typed, 1_000) && isText(second, 1_000);
  return ['passphrase', 'recovery'].includes(way as string) && isText(typed, 1_000) && second === undefined;
}

/** What reaches the modules behind the channels, by rules of its own and none of the contract. */
const isHarmless: Readonly<Record<string, (given: never) => boolean>> = {
  enrol: ({ hubAddress, code, deviceName }: Record<string, unknown>) =>
    isText(hubAddress, 300) && isText(code, 200) && isText(deviceName, 120),
  sign: isBytes,
  'sign-certificates': (messages: readonly unknown[]) =>
    messages.length <= 500 && messages.every((message) => isBytes(message) && (message as Uint8Array).length <= 65_536),
  append: isBytes,
  read: ([from, limit]: [unknown, unknown]) => isCount(from) && isCount(limit, 2 ** 24),
  overwrite: (parts: readonly { position: unknown; frames: unknown }[]) =>
    parts.length <= 100_000 && parts.every(({ position, frames }) => isCount(position) && isBytes(frames)),
  // The enrolled hub alone, whatever the message said.
  fetch: (address: string) => address === 'https://hub.example/sync',
  listen: (on: unknown) => typeof on === 'boolean',
  'open-room': () => true,
  'close-room': () => true,
  'call-room': ({ address }: Record<string, unknown>) => isText(address, 100),
  'say-in-room': ({ line, message }: Record<string, unknown>) => Number.isSafeInteger(line) && isBytes(message),
  'hang-up': ({ line }: Record<string, unknown>) => Number.isSafeInteger(line),
  'open-dialog': (options: { properties: unknown; defaultPath?: unknown }) =>
    Array.isArray(options.properties) && options.defaultPath === undefined,
  'save-dialog': ({ defaultPath }: { defaultPath: unknown }) =>
    isText(defaultPath, 150) && !/[\\/:\0]|^\./.test(defaultPath as string),
  prepare: (typed: unknown) => isText(typed, 1_000),
  protect: (typed: unknown) => isText(typed, 1_000),
  unlock: (entry: Record<string, unknown>) => entry['way'] === 'keychain' || isKey(entry),
  'change-passphrase': ([key, next]: [unknown, unknown]) => isKey(key) && isText(next, 1_000),
  draft: ([key, paper]: [unknown, { kind: unknown; names?: unknown }]) =>
    isKey(key) && (paper.kind === 'recovery' || (paper.kind === 'custodians' && isThree(paper.names))),
  confirm: (typed: unknown) => isText(typed, 1_000),
  remove: ([key, kind]: [unknown, unknown]) =>
    isKey(key) && ['recovery', 'custodians', 'keychain'].includes(kind as string),
  quick: (key: unknown) => isKey(key),
  idle: (minutes: unknown) => isCount(minutes, 15) && minutes !== 0,
  lock: () => true,
  // No word of a page becomes a path but one that the list of profiles made.
  choose: (id: unknown) => id === 'first' || /^[0-9a-f]{32}$/.test(String(id)),
  add: (name: unknown) => isText(name, 60),
  rename: (name: unknown) => isText(name, 60),
  leave: () => true,
  'remove-profile': () => true,
  'begin-outbox': ({ part, hubKeys, frames }: Record<string, unknown>) =>
    ['first', 'more', 'last'].includes(part as string) &&
    (hubKeys as readonly { publicKey: unknown }[]).every(({ publicKey }) => /^[0-9a-f]{64}$/.test(String(publicKey))) &&
    isBytes(frames),
  wipe: (by: unknown) => by === 'person' || by === 'hub',
  // A number names a file that a wipe left, and never anything else.
  'forget-left': (id: unknown) => isCount(id, 10 ** 15),
  'protect-screen': (on: unknown) => typeof on === 'boolean',
  theme: (theme: unknown) => ['light', 'dark', 'system'].includes(theme as string),
};

const secret = new Uint8Array(32).fill(0xa5);
const identity = {
  hub: 'aaaaaaaa-0000-4000-8000-000000000001',
  device: 'aaaaaaaa-0000-4000-8000-000000000002',
};
let locked = false;

function tell<T>(what: string, given: unknown, answer: T): T {
  told.push({ what, given });
  return answer;
}

const profile = {
  keys: { store: secret, index: secret },
  identity: {
    get: async () => null,
    enrol: async (request: unknown) => tell('enrol', request, { ok: false, failure: { kind: 'code-refused' } }),
    sign: async (bytes: unknown) => tell('sign', bytes, new Uint8Array(64)),
    signCertificates: async (messages: readonly Uint8Array[]) =>
      tell('sign-certificates', messages, {
        publicKey: new Uint8Array(32),
        signatures: messages.map(() => new Uint8Array(64)),
      }),
    hubAddress: async () => 'https://hub.example',
  },
  journal: {
    append: async (frames: unknown) => tell('append', frames, ok({ position: 0 })),
    read: async (from: unknown, limit: unknown) =>
      tell('read', [from, limit], ok({ bytes: new Uint8Array(), next: null })),
    position: async () => ok({ position: 0 }),
    overwrite: async (parts: unknown) => tell('overwrite', parts, ok({})),
  },
  outbox: { begin: async (asked: unknown) => tell('begin-outbox', asked, ok({})) },
  wake: { listen: (on: unknown) => tell('listen', on, undefined) },
  room: {
    open: async () => tell('open-room', null, ok({ addresses: ['192.0.2.7:41234'] })),
    close: async () => tell('close-room', null, undefined),
    found: () => [],
    call: async (asked: unknown) => tell('call-room', asked, ok({ line: 1, exported: new Uint8Array(32) })),
    exchange: async (asked: unknown) => tell('say-in-room', asked, ok({ answer: new Uint8Array() })),
    hangUp: async (asked: unknown) => tell('hang-up', asked, undefined),
  },
};

const custody = {
  isLocked: () => locked,
  opened() {
    if (locked) throw new Error(`The vault is locked (${identity.device})`);
    return profile;
  },
  vault: {
    prepare: async (typed: unknown) => tell('prepare', typed, ok({ recoveryKey: 'AAAA' })),
    changePassphrase: async (...given: readonly unknown[]) => tell('change-passphrase', given, ok(null)),
    draft: async (...given: readonly unknown[]) => tell('draft', given, ok({ codes: ['AAAA'] })),
    confirm: async (typed: unknown) => tell('confirm', typed, ok(null)),
    remove: async (...given: readonly unknown[]) => tell('remove', given, ok(null)),
    startQuick: async (key: unknown) => tell('quick', key, ok(null)),
  },
  status: async () => ({
    state: 'open',
    waitMs: 0,
    trouble: null,
    idleMinutes: 5,
    ways: ['passphrase', 'newer'],
    name: 'AB12',
    quick: 'off',
    quickUntil: null,
    custodians: [],
    // More than the contract names, which must not reach a page.
    keys: secret,
  }),
  protect: async (typed: unknown) => tell('protect', typed, ok({})),
  unlock: async (entry: unknown) => tell('unlock', entry, ok({})),
  lock: async () => tell('lock', null, undefined),
  wipe: async (by: unknown) => tell('wipe', by, ok({})),
  // More than the contract names, which must not reach a page.
  wipeStatus: async () => ({ sealed: 'kept', wiped: null, left: [], keys: secret }),
  readLeft: async () => new Uint8Array(),
  forgetLeft: async (id: unknown) => tell('forget-left', id, ok({})),
  backUp: async (path: unknown) => tell('back-up', path, ok({ bytes: 0 })),
  backedUpAt: async () => null,
  keepIdle: async (minutes: unknown) => tell('idle', minutes, ok({})),
} as unknown as Custody;

const desk: FrontDesk = {
  begin: () => {},
  chosen: () => custody,
  // More than the contract names, which must not reach a page.
  list: async () => [{ id: 'first', name: 'Ana', keys: secret } as ProfileEntry],
  choose: async (id) => tell('choose', id, ok({})),
  add: async (name) => tell('add', name, ok({})),
  rename: async (name) => tell('rename', name, ok({})),
  bring: async (name) => tell('bring', name, ok({})),
  remove: async () => tell('remove-profile', null, ok({})),
  leave: async () => tell('leave', null, undefined),
};

registerIpc(
  createHandlers({
    environment: { hubAddress: null, sample: false, label: '' },
    desk,
    fetch: async (address) => tell('fetch', address, new Response(new Uint8Array([1]))),
    window: () =>
      ({
        webContents: {},
        setContentProtection: (on: unknown) => tell('protect-screen', on, undefined),
      }) as unknown as BrowserWindow,
  }),
);

const page = { url: 'app://waypost/#/sync', parent: null };
const frames: Readonly<Record<Sender, object | null>> = {
  'our page': page,
  'a frame that is gone': null,
  'a frame within ours': { url: 'app://waypost/', parent: page },
  'another origin': { url: 'https://waypost.example/', parent: null },
  'a file': { url: 'file:///tmp/index.html', parent: null },
  'an origin that begins like ours': { url: 'app://waypost.example/', parent: null },
  'a page of ours that is not the page': { url: 'app://waypost/assets/brand.svg', parent: null },
};

/** Sends a message as it comes, and throws when what came of it should not have. Answers whether the host took it. */
export async function sendToHost(message: IpcMessage): Promise<boolean> {
  told.length = 0;
  locked = message.locked;
  const answer = message.way === 'bridge' ? await askByBridge(message) : await askByPort(message);
  const mayPass = isAllowed(message);
  if (!mayPass && (answer.ok || told.length > 0)) throw new Error(`It went through: ${JSON.stringify(told)}`);
  const channel = message.channel as Channel;
  for (const { what, given } of told) {
    if (mayDo[channel] !== what) throw new Error(`${channel} brought about ${what}`);
    if (isHarmless[what]?.(given as never) !== true) throw new Error(`${what} was given what it should not have`);
  }
  if (!answer.ok) {
    // What a page learns of a fault is which channel it was, and nothing of the host.
    if (!/^Refused |^[\w:-]+ failed in the host$|^The engine may not ask for this$/.test(answer.said))
      throw new Error(answer.said);
    if (answer.said.includes(identity.device)) throw new Error('It tells of the host');
    return false;
  }
  checkTold(channel, answer.value);
  return true;
}

interface Taken {
  readonly ok: true;
  readonly value: unknown;
}
interface NotTaken {
  readonly ok: false;
  readonly said: string;
}

function isAllowed({ channel, sender, way, input }: IpcMessage): boolean {
  if (sender !== 'our page' || !channels.some((known) => known === channel)) return false;
  if (way === 'bridge' ? channel === engineOnly : !engineChannels.some((known) => known === channel)) return false;
  return ipcContract[channel as Channel].input.safeParse(input).success;
}

/** Nothing but what the contract names, and no key but over the engine's line. */
function checkTold(channel: Channel, value: unknown): void {
  const { output, failure } = ipcContract[channel];
  const answer = value as { readonly ok: boolean; readonly value?: unknown; readonly failure?: unknown };
  const named = answer.ok ? output.parse(answer.value) : failure.parse(answer.failure);
  const isMore = JSON.stringify(named) !== JSON.stringify(answer.ok ? answer.value : answer.failure);
  if (isMore) throw new Error(`${channel} answers more than the contract names`);
  const holdsSecret = JSON.stringify(answer).includes(JSON.stringify(secret).slice(1, -1));
  if (holdsSecret && channel !== engineOnly) throw new Error(`${channel} gives a key away`);
}

async function askByBridge({ channel, sender, input }: IpcMessage): Promise<Taken | NotTaken> {
  const handle = handlers.get(channel);
  // Electron itself refuses what nobody handles.
  if (handle === undefined) return { ok: false, said: 'Refused it: nobody handles the channel' };
  try {
    return { ok: true, value: await handle({ senderFrame: frames[sender] }, input) };
  } catch (error) {
    return { ok: false, said: error instanceof Error ? error.message : String(error) };
  }
}

/** A port of its own for each message; one that nobody serves says nothing. */
async function askByPort({ channel, sender, input }: IpcMessage): Promise<Taken | NotTaken> {
  let hear: ((event: { data: unknown }) => void) | undefined;
  let answered: (said: PortMessage) => void = () => {};
  const answer = new Promise<PortMessage>((resolve) => {
    answered = resolve;
  });
  const port = {
    on: (event: string, listener: typeof hear) => {
      if (event === 'message') hear = listener;
    },
    postMessage: (said: PortMessage) => answered(said),
    start() {},
  };
  ipcMain.emit('engine-port', { senderFrame: frames[sender], ports: [port] });
  if (hear === undefined) return { ok: false, said: 'Refused it: nobody serves the port' };
  // What is no call is not answered at all.
  for (const data of [null, input, { kind: 'call', method: channel }, { kind: 'value', id: 1, value: input }]) {
    if ((data as Partial<PortMessage> | null)?.kind !== 'call' || data !== input) hear({ data });
  }
  if (told.length > 0) return { ok: true, value: null };
  hear({ data: { kind: 'call', id: 1, method: channel, args: [input] } });
  const said = await answer;
  return said.kind === 'error'
    ? { ok: false, said: said.message }
    : { ok: true, value: (said as { value: unknown }).value };
}
