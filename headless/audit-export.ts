/** `waypost audit export`: a scope's order as this device witnessed it, as a file that anybody can check. */
import { open } from 'node:fs/promises';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import { failureText } from './failure-text.ts';
import type { HeadlessDevice } from './headless-device.ts';
import { withDevice } from './with-device.ts';

export const auditExport: Command = {
  help: [
    'waypost audit export --data DIR [--scope SCOPE] FILE',
    '',
    'Writes the order of a scope with what the hub signed of it (docs/audit-file.md). It names every operation by its',
    'header and holds no values. "waypost audit verify" checks it anywhere. An existing file is not overwritten.',
    '',
    '  --scope  Id or name of the scope; may be left out when the device has one.',
    '',
    'Exit code: 0 written, 1 it could not be, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, scope: { type: 'string' } });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('name one file to write');
    return withDevice(values.data, output, (device) => exportTo(device, path, values.scope, output));
  },
};

async function exportTo(
  { engine }: HeadlessDevice,
  path: string,
  wanted: string | undefined,
  output: Output,
): Promise<number> {
  const { scopes } = await engine.identity();
  const found = scopes.filter(({ id, name }) => wanted === undefined || wanted === id || wanted === name);
  const [scope] = found;
  if (scope === undefined || found.length > 1) {
    output.error(found.length > 1 ? 'name one of the scopes with --scope:' : 'this device has no such scope:');
    for (const { id, name } of scopes) output.error(`  ${id}  ${name}`);
    return 1;
  }
  const written = await engine.audit(scope.id);
  if (!written.ok) {
    output.error(failureText(written.failure));
    return 1;
  }
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(written.value);
    await file.sync();
  } finally {
    await file.close();
  }
  output.line(`wrote ${path}: ${scope.name}, ${written.value.length} bytes`);
  return 0;
}
