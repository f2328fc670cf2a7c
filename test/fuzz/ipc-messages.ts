/** Messages to the host by number, as a page writes them that somebody took over: from valid ones, and from nothing. */
import { type Channel, channels, type Input } from '../../shared/ipc/contract.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';

/** Where a message says that it comes from. */
export type Sender = 'our page' | (typeof strangers)[number];

export interface IpcMessage {
  readonly channel: string;
  readonly sender: Sender;
  /** Over the engine's own port, or by the bridge of the page. */
  readonly way: 'bridge' | 'port';
  readonly locked: boolean;
  readonly input: unknown;
}

export const strangers = [
  'a frame that is gone',
  'a frame within ours',
  'another origin',
  'a file',
  'an origin that begins like ours',
  'a page of ours that is not the page',
] as const;

const bytes = (random: Seeded) => random.bytes(random.below(40));

const typedKey = (random: Seeded): Input<'vault:quick'>['key'] => {
  const way = random.pick(['passphrase', 'recovery', 'custodians'] as const);
  return way === 'custodians' ? { way, typed: 'ferry', second: 'orbit' } : { way, typed: 'ferry' };
};

const samples: { readonly [C in Channel]: (random: Seeded) => Input<C> } = {
  'app:about': () => ({}),
  'identity:get': () => ({}),
  'identity:enrol': () => ({ hubAddress: 'hub.example', code: 'ABCD-EFGH', deviceName: 'Laptop' }),
  'identity:request': () => ({ deviceName: 'SC-07' }),
  'identity:join': (random) => ({ answer: random.bytes(40) }),
  'identity:sign': (random) => ({ bytes: bytes(random) }),
  'certificates:sign': (random) => ({ messages: [bytes(random), bytes(random)] }),
  'journal:append': (random) => ({ frames: bytes(random) }),
  'journal:read': (random) => ({ from: random.below(1e9), limit: 1 + random.below(1e7) }),
  'journal:position': () => ({}),
  'journal:overwrite': (random) => ({ parts: [{ position: random.below(1e9), frames: bytes(random) }] }),
  'hub:exchange': (random) => ({ request: bytes(random) }),
  'hub:listen': (random) => ({ on: random.chance(0.5) }),
  'room:open': () => ({}),
  'room:close': () => ({}),
  'room:found': () => ({}),
  'room:call': () => ({ address: '192.0.2.7:41234' }),
  'room:exchange': (random) => ({ line: random.below(9), message: bytes(random) }),
  'room:hang-up': (random) => ({ line: random.below(9) }),
  'files:pick': (random) => ({ kind: random.pick(['files', 'folder'] as const), extensions: ['json'], largest: 1e6 }),
  'files:save': (random) => ({ suggestedName: 'report.pdf', bytes: bytes(random) }),
  'print:pdf': (random) => {
    return { suggestedName: 'report.pdf', landscape: random.chance(0.5), numbered: random.chance(0.5) };
  },
  'vault:status': () => ({}),
  'vault:prepare': () => ({ passphrase: 'ferry lantern orbit clay' }),
  'vault:finish': () => ({ recoveryKey: 'ABCD' }),
  'vault:unlock': (random) => (random.chance(0.2) ? { way: 'keychain' } : typedKey(random)),
  'vault:change-passphrase': (random) => ({ key: typedKey(random), next: 'lantern' }),
  'vault:draft': (random) => ({
    key: typedKey(random),
    paper: random.pick([{ kind: 'recovery' }, { kind: 'custodians', names: ['Ana', 'Ben', 'Eve'] }] as const),
  }),
  'vault:confirm': () => ({ typed: 'ABCD' }),
  'vault:remove': (random) => ({
    key: typedKey(random),
    kind: random.pick(['recovery', 'custodians', 'keychain'] as const),
  }),
  'vault:quick': (random) => ({ key: typedKey(random) }),
  'vault:idle': (random) => ({ minutes: 1 + random.below(15) }),
  'vault:lock': () => ({}),
  'vault:keys': () => ({}),
  'profiles:list': () => ({}),
  'profiles:choose': (random) => ({ id: random.pick(['first', '0123456789abcdef0123456789abcdef'] as const) }),
  'profiles:add': (random) => ({ name: random.pick(['', 'Ana', 'بن'] as const) }),
  'profiles:rename': () => ({ name: 'Eve' }),
  'profiles:remove': () => ({}),
  'profiles:leave': () => ({}),
  'outbox:begin': (random) => ({
    part: random.pick(['first', 'more', 'last'] as const),
    hubKeys: random.chance(0.2) ? [] : [{ publicKey: 'ab'.repeat(32) }],
    frames: bytes(random),
  }),
  'wipe:status': () => ({}),
  'wipe:begin': (random) => ({
    by: random.pick(['person', 'hub'] as const),
    ...(random.chance(0.5) ? { proof: { statement: 'ab'.repeat(40), hubKeys: [] } } : {}),
  }),
  'wipe:save': (random) => ({ id: random.below(2 ** 31) }),
  'wipe:forget': (random) => ({ id: random.below(2 ** 31) }),
  'backup:save': () => ({}),
  'backup:last': () => ({}),
  'backup:put-back': () => ({}),
  'window:protect': (random) => ({ on: random.chance(0.5) }),
  'window:theme': (random) => ({ scheme: random.pick(['light', 'dark', 'auto'] as const) }),
};

/** What a structured clone carries, and what it does to who does not look. */
const hostile: readonly ((random: Seeded) => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => Number.POSITIVE_INFINITY,
  () => 2 ** 53,
  () => -0,
  () => 12n,
  (random) => random.below(2 ** 31),
  (random) => random.chance(0.5),
  () => '',
  (random) => 'x'.repeat(2 ** random.below(12)),
  () => '../../etc/passwd',
  () => 'C:\\Windows\\a',
  () => 'file:///etc/passwd',
  () => 'javascript:1',
  () => '\0',
  () => '\u202e\ud800',
  (random) => bytes(random),
  () => new Uint8Array(8).buffer,
  () => new Float64Array(2),
  () => new DataView(new ArrayBuffer(4)),
  () => new Date(Number.NaN),
  () => /a/,
  () => new Error('x'),
  () => new Map([['kind', 'files']]),
  () => new Set([1]),
  () => [],
  () => ({}),
  () => new Array(5),
  () => [[], [[]]],
  () => JSON.parse('{"__proto__": {"on": true, "minutes": 5}, "constructor": 1}'),
  () => {
    const round: Record<string, unknown> = {};
    round['round'] = round;
    return round;
  },
];

/** One place of a value changed: another value, something less, something more. */
function damagedAt(value: unknown, random: Seeded): unknown {
  const isBranch = value !== null && typeof value === 'object' && !(value instanceof Uint8Array);
  if (!isBranch || random.chance(0.3)) return random.pick(hostile)(random);
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const dice = random.next();
  if (dice < 0.15) delete copy[random.pick(keys)];
  else if (dice < 0.3 || keys.length === 0)
    copy[random.pick(['path', 'more', '0', 'kind', 'then'])] = random.pick(hostile)(random);
  else {
    const key = random.pick(keys);
    copy[key] = damagedAt(copy[key], random);
  }
  return copy;
}

const otherChannels = [
  'engine-port',
  'shell:open',
  '__proto__',
  'constructor',
  'toString',
  '',
  'journal:delete',
  'vault:key',
];

/** The message of a number: the same for ever, as long as the samples stay. */
export function ipcMessage(number: number): IpcMessage {
  const random = seeded(number);
  const known = channels[number % channels.length] as Channel;
  const valid = samples[known](random);
  const dice = random.next();
  const drawn = dice < 0.3 ? valid : dice < 0.9 ? damagedAt(valid, random) : random.pick(hostile)(random);
  return {
    channel: random.chance(0.05) ? random.pick(otherChannels) : known,
    sender: random.chance(0.75) ? 'our page' : random.pick(strangers),
    way: random.chance(0.7) ? 'bridge' : 'port',
    locked: random.chance(0.1),
    // What crosses the border is a copy: no methods, no getters, no prototypes of the page.
    input: structuredClone(drawn),
  };
}
