/** `waypost device export`: everything that one of the people of a device may see, as one library file. */
import { open } from 'node:fs/promises';
import { unhurried } from '../shared/base/pieces.ts';
import { planExport } from '../shared/domain/exchange/plan-export.ts';
import { writeLibrary } from '../shared/domain/exchange/write-library.ts';
import type { DeviceIdentity } from '../shared/domain/identity.ts';
import { type TlpLevel, tlpLevels } from '../shared/domain/tlp.ts';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import type { HeadlessDevice } from './headless-device.ts';
import { withDevice } from './with-device.ts';

interface Wanted {
  readonly path: string;
  readonly highest: TlpLevel;
  readonly withDeleted: boolean;
  readonly purpose: string;
}

export const deviceExport: Command = {
  help: [
    'waypost device export --data DIR [--as PERSON] [--highest TLP] [--deleted] [--purpose TEXT] FILE.zip',
    '',
    'Writes everything that the person may see as one ZIP of open formats (docs/library-file.md), after saying what',
    'leaves, what stays and why. An existing file is not overwritten.',
    '',
    '  --as       Id or name of the person; by default the first of the device.',
    '  --highest  The highest mark that leaves; by default TLP:AMBER+STRICT.',
    '  --deleted  Deleted records too, so that an import restores them as deleted.',
    '  --purpose  What it is for; stands in the file.',
    '',
    'Exit code: 0 written, 1 it could not be, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, {
      data: { type: 'string' },
      as: { type: 'string' },
      highest: { type: 'string', default: 'TLP:AMBER+STRICT' },
      deleted: { type: 'boolean', default: false },
      purpose: { type: 'string', default: '' },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('name one file to write');
    const highest = tlpLevels.find((level) => level === values.highest.toUpperCase());
    if (highest === undefined) throw new UsageError(`--highest is one of ${tlpLevels.join(', ')}`);
    const wanted = { path, highest, withDeleted: values.deleted, purpose: values.purpose };
    return withDevice(values.data, output, (device) => exportTo(device, wanted, values.as, output));
  },
};

async function exportTo(
  { engine, enrolment: { identity }, clock }: HeadlessDevice,
  { path, highest, withDeleted, purpose }: Wanted,
  as: string | undefined,
  output: Output,
): Promise<number> {
  const profile = profileOf(identity, as);
  if (profile === undefined) {
    output.error('this device has no such person');
    return 1;
  }
  const grants = identity.grants.filter(({ person }) => person === profile.person);
  const plan = planExport(await engine.list({ withDeleted: true }), {
    highest,
    withDeleted,
    grants,
    at: clock.now(),
  });
  for (const { type, mark, reason, records } of plan.rows) {
    output.line(`${reason === null ? 'leaves' : 'stays '}  ${records}  ${type}  ${mark}${reason ? `  ${reason}` : ''}`);
  }
  const settings = {
    by: { id: profile.person, name: profile.name, centre: profile.centre },
    purpose,
    highest,
    network: { id: identity.hub, name: identity.networkName, sample: identity.sample },
    scopes: identity.scopes,
    people: identity.profiles.map(({ person, name }) => ({ id: person, name })),
    at: clock.now(),
  };
  const written = await writeLibrary({ port: engine, plan, settings, pieces: unhurried, onProgress: () => {} });
  if (!written.ok) return 1;
  for (const { name, reason } of written.value.manifest.missingFiles) output.line(`without  ${name}  ${reason}`);
  const problem = await writeNew(path, written.value.parts);
  if (problem !== null) {
    output.error(`${path}: ${problem}`);
    return 1;
  }
  output.line(`written: ${path} (${plan.leaving.length} records, ${written.value.size} bytes)`);
  return 0;
}

/** The person whose name or id was given, or the first. */
export function profileOf({ profiles }: DeviceIdentity, as: string | undefined) {
  return profiles.find(({ person, name }) => as === undefined || as === person || as === name);
}

async function writeNew(path: string, parts: readonly Uint8Array[]): Promise<string | null> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for (const part of parts) await file.appendFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'is there already' : String(error);
  }
}
