/** `waypost device list`: the playbooks that a device holds. */
import type { CatalogueEntry } from '../shared/domain/catalogue.ts';
import { type Command, readArguments } from './command.ts';
import { withDevice } from './with-device.ts';

export const deviceList: Command = {
  help: [
    'waypost device list --data DIR [--type TYPE] [--json]',
    '',
    'Lists the records of a type (default: playbook). The last line with --json is [{id, scope, type, values, ...}].',
    '',
    'Exit code: 0 listed, 1 the device cannot be opened, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      type: { type: 'string', default: 'playbook' },
      json: { type: 'boolean', default: false },
    });
    return withDevice(values.data, output, async ({ engine }) => {
      const entries = await engine.list({ type: values.type });
      if (values.json) output.line(JSON.stringify(entries));
      else for (const entry of entries) output.line(lineOf(entry));
      return 0;
    });
  },
};

function lineOf({ id, values, conflicts }: CatalogueEntry): string {
  const language = typeof values.language === 'string' ? values.language : 'en';
  const titles = Object.keys(values).filter((key) => key.startsWith('title.'));
  const title = values[`title.${language}`] ?? values[titles[0] ?? ''] ?? '';
  const reference = typeof values.reference === 'string' ? `${values.reference} ` : '';
  return `${id}  ${reference}${String(title)}${conflicts > 0 ? `  (${conflicts} in conflict)` : ''}`;
}
