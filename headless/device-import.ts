/** `waypost device import`: playbook files and library files into a device, whole or not at all. */
import { type ImportedPlaybook, importPlaybooks } from '../shared/domain/cacao/import-playbooks.ts';
import type { FileReading } from '../shared/domain/cacao/read-playbook-file.ts';
import type { DeviceIdentity } from '../shared/domain/identity.ts';
import { decide } from '../shared/domain/policy/decide.ts';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import { failureText } from './failure-text.ts';
import type { HeadlessDevice } from './headless-device.ts';
import { importLibraryFile, type LibraryPlace } from './library-import.ts';
import { playbookFiles } from './playbook-files.ts';
import { withDevice } from './with-device.ts';

const words: Readonly<Record<ImportedPlaybook['kind'], string>> = {
  new: 'imported',
  update: 'updated',
  'already-here': 'already here',
  older: 'not imported: a newer version is here',
  copy: 'imported beside another playbook with the same id',
};

export const deviceImport: Command = {
  help: [
    'waypost device import --data DIR [--scope ID|NAME] [--as PERSON] [--confirmed] FILE|DIR...',
    '',
    'Imports playbook files as one of the people of the device. Needs no network; "waypost device sync" sends them.',
    'A file that ends in .zip is a library (docs/library-file.md): everything in it that is not here yet, or nothing.',
    'Of Markdown and DOCX the steps are shown that they would become; --confirmed imports them.',
    '',
    '  --scope   Where to; by default the first scope in which the person may create playbooks; for a',
    '            library the scopes of the same id or name.',
    '  --as      Id or name of the person; by default the first who may create playbooks.',
    '  --confirmed   The steps of Markdown and DOCX were looked at.',
    '',
    'Exit code: 0 every file imported or already here, 1 something was not, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const options = {
      data: { type: 'string' },
      scope: { type: 'string' },
      as: { type: 'string' },
      confirmed: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = readArguments(args, options);
    if (positionals.length === 0) throw new UsageError('name at least one file or folder');
    const libraries = positionals.filter((path) => path.toLowerCase().endsWith('.zip'));
    const playbooks = positionals.filter((path) => !libraries.includes(path));
    return withDevice(values.data, output, async (device) => {
      for (const path of libraries) {
        const code = await importLibraryFile(device, path, values, output);
        if (code !== 0) return code;
      }
      return playbooks.length === 0 ? 0 : importPlaybookFiles(device, playbooks, values, output);
    });
  },
};

async function importPlaybookFiles(
  { engine, enrolment, clock, random }: HeadlessDevice,
  paths: readonly string[],
  values: LibraryPlace & { readonly confirmed: boolean },
  output: Output,
): Promise<number> {
  const place = placeOf(enrolment.identity, values.scope, values.as);
  if (place === null) {
    output.error('nobody of this device may create playbooks there');
    return 1;
  }
  let code = 0;
  for await (const { path, bytes, reading } of playbookFiles(paths)) {
    if (bytes === null || reading.status === 'refused') {
      output.line(`refused: ${path}`);
      code = 1;
      continue;
    }
    if (!values.confirmed && reading.documents.some(({ plan }) => plan !== undefined)) {
      for (const line of planLines(path, reading)) output.line(line);
      code = 1;
      continue;
    }
    const imported = await importPlaybooks(engine, reading, bytes, { ...place, clock, random });
    if (!imported.ok) {
      output.error(`${path}: ${failureText(imported.failure)}`);
      return 1;
    }
    for (const each of imported.value) {
      if (each.kind === 'older') code = 1;
      output.line(`${words[each.kind]}: ${path} (${each.title}, ${each.playbook})`);
    }
  }
  return code;
}

/** What a document for people would become, for somebody to look at. */
function planLines(path: string, { documents }: FileReading): string[] {
  return documents.flatMap(({ title, plan }) => [
    `not imported yet: ${path} (${title}) would become these steps; add --confirmed to import it`,
    ...(plan?.steps ?? []).flatMap(({ name, actions }, i) => [
      `  ${i + 1}. ${name}`,
      ...actions.map((action) => `     - ${action.split('\n', 1)[0]}`),
    ]),
  ]);
}

/** The first person and scope that fit and in which the person may create playbooks. */
function placeOf(identity: DeviceIdentity, scope: string | undefined, person: string | undefined) {
  for (const { person: author, name } of identity.profiles) {
    if (person !== undefined && person !== author && person !== name) continue;
    const grants = identity.grants.filter((grant) => grant.person === author);
    for (const each of identity.scopes) {
      if (scope !== undefined && scope !== each.id && scope !== each.name) continue;
      const answers = (['playbook', 'step', 'attachment'] as const).map((type) =>
        decide(grants, { action: 'create', scope: each.id, type }),
      );
      if (answers.every((answer) => answer.allowed)) return { author, scope: each.id };
    }
  }
  return null;
}
