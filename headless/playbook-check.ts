/** `waypost playbook check`: a verdict per file, for people or as JSON. */
import { reasonText } from '../shared/domain/cacao/reason-text.ts';
import { type Command, readArguments, UsageError } from './command.ts';
import { type InputFile, playbookFiles } from './playbook-files.ts';

/** Reasons printed per file for people; JSON has them all. */
const shownReasons = 12;

export const playbookCheck: Command = {
  help: [
    'waypost playbook check [--json] FILE|DIR...',
    '',
    'Judges playbook files as an import would, and imports nothing. Reads CACAO 2.0, 1.1 and 1.0, playbooks in base64',
    'alone or inside STIX, Markdown and DOCX. A folder stands for every file below it.',
    '',
    '  --json   The last line is [{file, status, reasons}]; status is "imported", "imported with warnings" or "refused".',
    '',
    'Exit code: 0 every file can be imported, 1 at least one is refused, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } });
    if (positionals.length === 0) throw new UsageError('name at least one file or folder');
    const verdicts: unknown[] = [];
    let refused = 0;
    let count = 0;
    for await (const file of playbookFiles(positionals)) {
      count++;
      if (file.reading.status === 'refused') refused++;
      if (values.json) verdicts.push(verdictOf(file));
      else for (const line of linesOf(file)) output.line(line);
    }
    if (values.json) output.line(JSON.stringify(verdicts));
    else output.line(`${count} files, ${refused} refused`);
    return refused > 0 ? 1 : 0;
  },
};

function verdictOf(file: InputFile) {
  const reasons = file.reading.reasons.map((reason) => ({
    code: reason.code,
    severity: reason.severity,
    path: reason.path,
    line: reason.line,
    column: reason.column,
    text: reasonText(reason),
  }));
  return { file: file.path, status: file.reading.status, reasons };
}

function linesOf({ path, reading }: InputFile): string[] {
  const told = reading.reasons.filter((reason) => reason.severity !== 'note');
  const titles = reading.documents.map((each) => each.title).filter((title) => title !== '');
  const lines = [`${reading.status}: ${path}${titles.length > 0 ? ` (${titles.slice(0, 3).join('; ')})` : ''}`];
  for (const reason of told.slice(0, shownReasons)) lines.push(`  ${reasonText(reason)}`);
  if (told.length > shownReasons) lines.push(`  and ${told.length - shownReasons} more (all with --json)`);
  return lines;
}
