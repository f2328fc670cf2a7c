/** What each channel of the contract does here. Plain wiring: every line of substance is in the module it calls. */
import { app, type BrowserWindow, nativeTheme } from 'electron';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { putBackupBack, saveBackup } from './backup/backup-dialogs.ts';
import type { Custody } from './custody.ts';
import type { StartEnvironment } from './environment.ts';
import { pickFiles, printToFile, saveFile } from './file-dialogs.ts';
import { type Fetch, postToHub, refusalOf } from './hub.ts';
import { fetchSampleCode, type IdentityKeeper } from './identity.ts';
import type { Handlers } from './ipc.ts';
import type { FrontDesk } from './profiles/front-desk.ts';
import { noVault } from './vault/vault-status.ts';

export interface HandlerParts {
  readonly environment: StartEnvironment;
  readonly desk: FrontDesk;
  readonly fetch: Fetch;
  readonly window: () => BrowserWindow;
}

export function createHandlers({ environment, desk, fetch, window }: HandlerParts): Handlers {
  const custody = (): Custody => {
    const chosen = desk.chosen();
    if (chosen === null) throw new Error('No profile is chosen');
    return chosen;
  };
  const isReady = () => desk.chosen()?.isLocked() === false;
  return {
    'app:about': async () =>
      ok({
        version: app.getVersion(),
        host: 'electron',
        platform: process.platform,
        languages: app.getPreferredSystemLanguages(),
        label: environment.label,
      }),
    'identity:get': async () => {
      if (desk.chosen() === null) return fail({ kind: 'profile-needed' });
      if (!isReady()) return fail({ kind: 'vault-locked' });
      const { identity } = custody().opened();
      await enrolInSample(environment, identity, fetch);
      return ok(await identity.get());
    },
    'identity:enrol': async (request) => {
      if (!isReady() || custody().opened().keys === null) return fail({ kind: 'vault-needed' });
      return custody().opened().identity.enrol(request);
    },
    'identity:request': async ({ deviceName }) => {
      if (!isReady() || custody().opened().keys === null) return fail({ kind: 'vault-needed' });
      const asked = await custody().opened().identity.request(deviceName);
      return asked.ok ? ok({ request: asked.value }) : asked;
    },
    'identity:join': async ({ answer }) => {
      if (!isReady() || custody().opened().keys === null) return fail({ kind: 'vault-needed' });
      return custody().opened().identity.join(answer);
    },
    ...signingHandlers(custody),
    ...journalHandlers(custody),
    'hub:exchange': async ({ request }) => {
      const address = await custody().opened().identity.hubAddress();
      if (address === null) return fail({ kind: 'not-enrolled' });
      const body = { address, path: '/sync', body: request, contentType: 'application/waypost-frames' };
      const answer = await postToHub(fetch, body);
      if (!answer.ok) return answer;
      const refusal = refusalOf(answer.value);
      return refusal === null ? ok({ answer: answer.value.body }) : fail(refusal);
    },
    'hub:listen': async ({ on }) => {
      if (isReady()) custody().opened().wake.listen(on);
      return ok({});
    },
    ...roomHandlers(custody, isReady),
    ...wipeHandlers(desk, custody, { isReady, window }),
    'files:pick': (choice) => pickFiles(window(), choice),
    'files:save': ({ suggestedName, bytes }) => saveFile(window(), suggestedName, async () => bytes),
    'print:pdf': (choice) => printToFile(window(), choice),
    'vault:status': async () => ok((await desk.chosen()?.status()) ?? noVault),
    'vault:prepare': ({ passphrase }) => custody().vault.prepare(passphrase),
    'vault:finish': ({ recoveryKey }) => custody().protect(recoveryKey),
    'vault:unlock': (entry) => custody().unlock(entry),
    'vault:change-passphrase': async ({ key, next }) => done(await custody().vault.changePassphrase(key, next)),
    'vault:draft': ({ key, paper }) => custody().vault.draft(key, paper),
    'vault:confirm': async ({ typed }) => done(await custody().vault.confirm(typed)),
    'vault:remove': async ({ key, kind }) => done(await custody().vault.remove(key, kind)),
    'vault:quick': async ({ key }) => done(await custody().vault.startQuick(key)),
    'vault:idle': ({ minutes }) => custody().keepIdle(minutes),
    'vault:lock': async () => {
      await desk.chosen()?.lock();
      return ok({});
    },
    'vault:keys': async () => ok({ keys: custody().opened().keys }),
    'profiles:list': async () => ok({ profiles: [...(await desk.list())] }),
    'profiles:choose': ({ id }) => desk.choose(id),
    'profiles:add': ({ name }) => desk.add(name),
    'profiles:rename': ({ name }) => desk.rename(name),
    'profiles:remove': () => desk.remove(),
    'profiles:leave': async () => {
      await desk.leave();
      return ok({});
    },
    'backup:save': async () =>
      isReady() ? saveBackup(window(), desk, custody(), app.getVersion()) : fail({ kind: 'vault-needed' }),
    'backup:last': async () => ok({ at: (await desk.chosen()?.backedUpAt()) ?? null }),
    'backup:put-back': () => putBackupBack(window(), desk),
    'window:protect': async ({ on }) => {
      window().setContentProtection(on);
      return ok({});
    },
    'window:theme': async ({ scheme }) => {
      nativeTheme.themeSource = scheme === 'auto' ? 'system' : scheme;
      return ok({});
    },
  };
}

/** The journal of the profile that is open. */
function journalHandlers(custody: () => Custody) {
  // Whoever asks these while it is locked is a page that is about to go.
  const journal = () => custody().opened().journal;
  return {
    'journal:append': ({ frames }) => journal().append(frames),
    'journal:read': ({ from, limit }) => journal().read(from, limit),
    'journal:position': () => journal().position(),
    'journal:overwrite': ({ parts }) => journal().overwrite(parts),
  } satisfies Partial<Handlers>;
}

/** What the keys of this laptop sign: its work, and the certificates of its centre. */
function signingHandlers(custody: () => Custody) {
  return {
    'identity:sign': async ({ bytes }) => {
      const signature = await custody().opened().identity.sign(bytes);
      return signature === null ? fail({ kind: 'not-enrolled' }) : ok({ signature });
    },
    'certificates:sign': async ({ messages }) => {
      const signed = await custody().opened().identity.signCertificates(messages);
      return signed === null ? fail({ kind: 'not-enrolled' }) : ok(signed);
    },
  } satisfies Partial<Handlers>;
}

/** The exchange in a room: asked of the profile that is open, and of nobody while none is. */
function roomHandlers(custody: () => Custody, isReady: () => boolean) {
  return {
    'room:open': async () => {
      if (!isReady()) throw new Error('The room was to be opened while nobody is here');
      return custody().opened().room.open();
    },
    'room:close': async () => {
      if (isReady()) await custody().opened().room.close();
      return ok({});
    },
    'room:found': async () => ok({ addresses: isReady() ? [...custody().opened().room.found()] : [] }),
    'room:call': (asked) => custody().opened().room.call(asked),
    'room:exchange': (asked) => custody().opened().room.exchange(asked),
    'room:hang-up': async (asked) => {
      if (isReady()) await custody().opened().room.hangUp(asked);
      return ok({});
    },
  } satisfies Partial<Handlers>;
}

/** Wiping without loss: the sealed copy, which the engine begins, and what a person does with what was left. */
function wipeHandlers(
  desk: FrontDesk,
  custody: () => Custody,
  { isReady, window }: { readonly isReady: () => boolean } & Pick<HandlerParts, 'window'>,
) {
  return {
    'outbox:begin': async (asked) => (isReady() ? custody().opened().outbox.begin(asked) : ok({})),
    'wipe:status': async () => ok((await desk.chosen()?.wipeStatus()) ?? { sealed: 'none', wiped: null, left: [] }),
    'wipe:begin': ({ by, proof }) => custody().wipe(by, proof),
    'wipe:save': ({ id }) => saveFile(window(), 'laptop.waypost-outbox', () => custody().readLeft(id)),
    'wipe:forget': ({ id }) => custody().forgetLeft(id),
  } satisfies Partial<Handlers>;
}

/** An act that has nothing to say when it went well. */
function done<F>(result: Result<unknown, F>): Result<Record<string, never>, F> {
  return result.ok ? ok({}) : result;
}

/**
 * The first start on the sample network asks for a code itself, and once more when it gets nowhere: Chromium drops what is
 * under way when a network comes or goes. Without its hub the enrolment screen stands in.
 */
async function enrolInSample(environment: StartEnvironment, identity: IdentityKeeper, fetch: Fetch): Promise<void> {
  const { hubAddress, sample, label } = environment;
  if (!sample || hubAddress === null || (await identity.get()) !== null) return;
  const deviceName = label === '' ? 'Sample laptop' : `Sample laptop (${label})`;
  for (let tries = 0; tries < 2; tries++) {
    const code = await fetchSampleCode(fetch, hubAddress);
    const enrolled = code === null ? null : await identity.enrol({ hubAddress, code, deviceName });
    if (enrolled?.ok) return;
    const reason = enrolled?.failure.kind ?? 'no code';
    process.stderr.write(`The sample network did not enrol this laptop: ${reason}\n`);
  }
}
