/** The columns by which every table of training names somebody. */
import { type OutCell, type OutColumn, textColumn } from '../spreadsheet/table-out.ts';
import type { PersonRow } from '../training/roster.ts';

export interface PersonWords {
  readonly name: string;
  readonly transliteration: string;
  readonly organisation: string;
  readonly role: string;
}

export const personColumns = ({ name, transliteration, organisation, role }: PersonWords): OutColumn[] =>
  [name, transliteration, organisation, role].map(textColumn);

/** Without the address: it is shown to whoever opens the person ([SH6]). */
export const personCells = ({ name, transliteration, organisation, role }: PersonRow): OutCell[] => [
  name,
  transliteration,
  organisation,
  role,
];
