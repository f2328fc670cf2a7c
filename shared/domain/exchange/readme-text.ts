import type { Manifest } from './library-format.ts';

/** What somebody reads first who unpacks a library file without Waypost. In English: it is for any program's user. */
export function readmeText({ at, by, network, purpose, records }: Manifest): string {
  return [
    'This is a library file of Waypost.',
    '',
    `Written ${new Date(at).toISOString()} by ${by.name} (${by.centre}) from ${network.name}; ${records} records.`,
    `Purpose: ${purpose === '' ? 'not said' : purpose}`,
    '',
    'manifest.json     what is in it, under which marks, what stayed behind and why, and the SHA-256 of every file',
    'everything.json   every record with all its values; this is what an import reads; one record on each line',
    'tables/           one table for each type of record, CSV in UTF-8',
    'playbooks/        playbooks as CACAO 2.0',
    'run/, review/ ... documents as Markdown, one folder for each type of record',
    'files/            attachments by the id of their record; tables/attachment.csv has their names',
    '',
    'TLP marks bind whoever holds this file. Cells that a spreadsheet would run begin with an apostrophe.',
    '',
  ].join('\n');
}
