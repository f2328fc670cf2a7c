/** `waypost playbook convert`: a playbook file of any edition as CACAO 2.0. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { cacaoText } from '../shared/domain/cacao/cacao-of.ts';
import { checkPlaybook } from '../shared/domain/cacao/check-playbook.ts';
import { reasonText } from '../shared/domain/cacao/reason-text.ts';
import { type Command, readArguments, UsageError } from './command.ts';
import { playbookFiles } from './playbook-files.ts';

export const playbookConvert: Command = {
  help: [
    'waypost playbook convert FILE -o OUT [--number N]',
    '',
    'Writes the playbook of a file as CACAO 2.0: older editions upgraded, base64 and STIX unwrapped, headings of Markdown',
    'and DOCX made into steps. What cannot be repaired without guessing stays as it is and is listed.',
    '',
    '  -o, --output OUT   The file to write; - for the standard output.',
    '      --number N     Which playbook of the file, from 1 (default 1).',
    '',
    'Exit code: 0 written, 1 nothing usable in the file, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, {
      output: { type: 'string', short: 'o' },
      number: { type: 'string', default: '1' },
    });
    const [input, ...others] = positionals;
    const to = values.output;
    const number = Number(values.number);
    if (input === undefined || others.length > 0) throw new UsageError('name one file');
    if (to === undefined) throw new UsageError('name the file to write with -o');
    if (!Number.isInteger(number) || number < 1) throw new UsageError('--number counts from 1');
    for await (const file of playbookFiles([input])) {
      const reading = file.reading.documents[number - 1];
      if (reading === undefined || reading.document === null) {
        for (const reason of (reading ?? file.reading).reasons) output.error(reasonText(reason));
        if (file.reading.status !== 'refused') output.error(`there is no playbook ${number} to write in this file`);
        return 1;
      }
      for (const reason of reading.reasons) if (reason.severity !== 'note') output.error(reasonText(reason));
      // What was no CACAO before becomes it now.
      const now = new Date().toISOString();
      const document = reading.plan ? { ...reading.document, created: now, modified: now } : reading.document;
      const open = checkPlaybook(document).filter((each) => each.severity !== 'note').length;
      if (open > 0) output.error(`${open} things still differ from CACAO 2.0`);
      if (to === '-') output.line(cacaoText(document).trimEnd());
      else await writeWhole(to, cacaoText(document));
    }
    return 0;
  },
};

/** Writes beside the target and renames, so that a full disk leaves no half a playbook under its name. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(beside, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}
