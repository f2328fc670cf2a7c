/** `waypost device enrol`: makes a folder a device of a hub. */
import { hostname } from 'node:os';
import { type Command, readArguments, UsageError } from './command.ts';
import { enrolDevice } from './enrolment.ts';
import { failureText } from './failure-text.ts';

export const deviceEnrol: Command = {
  help: [
    'waypost device enrol --hub URL --code CODE --data DIR [--name NAME]',
    '',
    'Joins a hub with a one-time code. The folder then holds the device: its key, journal and store.',
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
    const { hub, code, data } = values;
    if (hub === undefined || code === undefined || data === undefined) throw new UsageError('--hub, --code and --data');
    const address = hubAddressOf(hub);
    if (address === null)
      throw new UsageError(`not the address of a hub: ${hub} (plain http is for this machine only)`);
    const enrolled = await enrolDevice(data, { address, code, deviceName: values.name ?? hostname() });
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

/** The origin of a hub's address, or null. Plain HTTP is for this machine only. */
function hubAddressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return null;
  return url.username === '' && url.password === '' ? url.origin : null;
}
