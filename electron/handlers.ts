/** What each channel of the contract does here. Plain wiring: every line of substance is in the module it calls. */
import { app, type BrowserWindow, nativeTheme } from 'electron';
import { fail, ok } from '../shared/base/result.ts';
import type { WakeListener } from '../shared/sync/wake-listener.ts';
import type { StartEnvironment } from './environment.ts';
import { pickFiles, printToFile, saveFile } from './file-dialogs.ts';
import type { HostJournal } from './host-journal.ts';
import { type Fetch, postToHub, refusalOf } from './hub.ts';
import { fetchSampleCode, type IdentityKeeper } from './identity.ts';
import type { Handlers } from './ipc.ts';

export interface HandlerParts {
  readonly environment: StartEnvironment;
  readonly identity: IdentityKeeper;
  readonly journal: HostJournal;
  readonly fetch: Fetch;
  readonly wake: WakeListener;
  readonly window: () => BrowserWindow;
}

export function createHandlers({ environment, identity, journal, fetch, wake, window }: HandlerParts): Handlers {
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
      await enrolInSample(environment, identity, fetch);
      return ok(await identity.get());
    },
    'identity:enrol': (request) => identity.enrol(request),
    'identity:sign': async ({ bytes }) => {
      const signature = await identity.sign(bytes);
      return signature === null ? fail({ kind: 'not-enrolled' }) : ok({ signature });
    },
    'journal:append': ({ frames }) => journal.append(frames),
    'journal:read': ({ from, limit }) => journal.read(from, limit),
    'journal:position': () => journal.position(),
    'journal:overwrite': ({ parts }) => journal.overwrite(parts),
    'hub:exchange': async ({ request }) => {
      const address = await identity.hubAddress();
      if (address === null) return fail({ kind: 'not-enrolled' });
      const body = { address, path: '/sync', body: request, contentType: 'application/waypost-frames' };
      const answer = await postToHub(fetch, body);
      if (!answer.ok) return answer;
      const refusal = refusalOf(answer.value);
      return refusal === null ? ok({ answer: answer.value.body }) : fail(refusal);
    },
    'hub:listen': async ({ on }) => {
      wake.listen(on);
      return ok({});
    },
    'files:pick': (choice) => pickFiles(window(), choice),
    'files:save': ({ suggestedName, bytes }) => saveFile(window(), suggestedName, async () => bytes),
    'print:pdf': (choice) => printToFile(window(), choice),
    'window:theme': async ({ scheme }) => {
      nativeTheme.themeSource = scheme === 'auto' ? 'system' : scheme;
      return ok({});
    },
  };
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
