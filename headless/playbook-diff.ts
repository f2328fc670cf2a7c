/** `waypost playbook diff`: what differs between two playbook files, by step and word. */
import type { Json } from '../shared/base/json.ts';
import { diffDocuments, type PlaybookDifference, type PropertyChange } from '../shared/domain/cacao/diff-documents.ts';
import type { DocumentReading } from '../shared/domain/cacao/read-playbook-file.ts';
import { reasonText } from '../shared/domain/cacao/reason-text.ts';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import { playbookFiles } from './playbook-files.ts';

/** Characters printed of a value that is no text; JSON has all of it. */
const shownValue = 200;

export const playbookDiff: Command = {
  help: [
    'waypost playbook diff [--json] [--number N] [--other-number N] BEFORE AFTER',
    '',
    'Compares two playbook files: the header and each step, property by property, names and descriptions word by word.',
    'Older editions are upgraded first; Markdown and DOCX are compared as the playbooks they would become. Steps are the',
    'same by their id, else by type and name.',
    '',
    '  --json             The only line is {isSame, header, steps}.',
    '  --number N         Which playbook of BEFORE, from 1 (default 1); --other-number N that of AFTER.',
    '',
    'In the text, [-taken out-] and {+put in+}.',
    '',
    'Exit code: 0 they are the same, 1 they differ, 2 a file cannot be read or the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean', default: false },
      number: { type: 'string', default: '1' },
      'other-number': { type: 'string', default: '1' },
    });
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0) throw new UsageError('name two files');
    const old = await readingOf(before, numberOf(values.number), output);
    const now = await readingOf(after, numberOf(values['other-number']), output);
    if (old?.document == null || now?.document == null) return 2;
    const difference = diffDocuments(old.document, now.document);
    if (values.json) output.line(JSON.stringify(difference));
    else for (const line of linesOf(difference)) output.line(line);
    return difference.isSame ? 0 : 1;
  },
};

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError('playbooks of a file are counted from 1');
  return number;
}

/** A playbook of a file, or null with the reasons on the error output. */
async function readingOf(path: string, number: number, output: Output): Promise<DocumentReading | null> {
  let place = 0;
  for await (const file of playbookFiles([path])) {
    const found = file.reading.documents[number - place - 1];
    place += file.reading.documents.length;
    if (found !== undefined && found.document !== null) return found;
    for (const reason of (found ?? file.reading).reasons) output.error(`${path}: ${reasonText(reason)}`);
  }
  output.error(`${path}: there is no playbook ${number} that can be read`);
  return null;
}

function linesOf({ isSame, header, steps }: PlaybookDifference): string[] {
  if (isSame) return ['no difference'];
  const lines = header.map((change) => lineOf(change));
  for (const { kind, id, name, changes } of steps) {
    lines.push(`${kind}: ${name} (${id})`);
    if (kind === 'changed') lines.push(...changes.map((change) => `  ${lineOf(change)}`));
  }
  return lines;
}

function lineOf({ property, before, after, words }: PropertyChange): string {
  if (words === undefined) return `${property}: ${shown(before)} -> ${shown(after)}`;
  const marked = words.map(({ kind, text }) =>
    kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`,
  );
  return `${property}: ${marked.join('')}`;
}

function shown(value: Json | null): string {
  if (value === null) return '(nothing)';
  const text = JSON.stringify(value);
  return text.length <= shownValue ? text : `${text.slice(0, shownValue)}...`;
}
