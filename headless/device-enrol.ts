/** `waypost device enrol`: makes a folder a device of a hub. */
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fail, ok } from '../shared/base/result.ts';
import { askToJoin } from './ask-to-join.ts';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import { enrolDevice, readEnrolment } from './enrolment.ts';
import { failureText } from './failure-text.ts';

export const deviceEnrol: Command = {
  help: [
    'waypost device enrol --hub URL [--code CODE] --data DIR [--name NAME]',
    '',
    'Joins a hub with a one-time code. Without one it shows letters that a coordinator types on the hub’s page,',
    'and waits until the coordinator has let it in, a quarter of an hour at most. The folder then holds the device: its key, journal and store.',
    '',
    'Exit code: 0 enrolled, 1 not enrolled, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values } = readArguments(args, {
      hub: { type: 'string' },
      code: { type: 'string' },
      data: { type: 'string' },
      name: { type: 'string' },
    });
    const { hub, data } = values;
    if (hub === undefined || data === undefined) throw new UsageError('--hub and --data');
    const address = hubAddressOf(hub);
    if (address === null)
      throw new UsageError(`not the address of a hub: ${hub} (plain http is for this machine only)`);
    const deviceName = (values.name ?? hostname()).slice(0, 120);
    const code =
      values.code === undefined ? await codeByAsking(data, { address, deviceName }, output) : ok(values.code);
    if (!code.ok) {
      output.error(failureText(code.failure));
      return 1;
    }
    const enrolled = await enrolDevice(data, { address, code: code.value, deviceName });
    if (!enrolled.ok) {
      output.error(failureText(enrolled.failure));
      return 1;
    }
    const { identity } = enrolled.value;
    output.line(`enrolled in ${identity.networkName} as device ${identity.device}`);
    for (const profile of identity.profiles) output.line(`  ${profile.name}, ${profile.centre}`);
    for (const scope of identity.scopes) output.line(`  scope ${scope.name} (${scope.id})`);
    return 0;
  },
};

/** A one-time code by asking for it; nothing is asked for a folder that holds a device already. */
async function codeByAsking(
  folder: string,
  hub: { readonly address: string; readonly deviceName: string },
  output: Output,
) {
  if ((await readEnrolment(folder)) !== null) return fail({ kind: 'already-enrolled' as const });
  return askToJoin(hub, {
    sleep: (milliseconds) => setTimeout(milliseconds),
    show({ userCode, address, endsInMs }) {
      output.line(`  ${userCode}`);
      output.line(
        `Read these letters to a coordinator, who types them at ${address ?? `${hub.address}/coordinator#/enrol`}`,
      );
      output.line(`They are good for ${Math.round(endsInMs / 60_000)} minutes; waiting for the answer.`);
    },
  });
}

/** The origin of a hub's address, or null. Plain HTTP is for this machine only. */
function hubAddressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return null;
  return url.username === '' && url.password === '' ? url.origin : null;
}
