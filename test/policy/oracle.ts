/**
 * Who may do what, by the document for people (docs/who-may-do-what.md) and by none of the product's rules: what the product
 * decides is compared with this.
 */
import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/who-may-do-what.md', import.meta.url), 'utf8');

type Column = 'Read' | 'Create' | 'Edit' | 'Translate' | 'Take away' | 'Move';
export interface Row extends Readonly<Record<Column, ReadonlySet<string>>> {
  readonly isNeverChanged: boolean;
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const linesAfter = (head: string): string[][] => {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => line.startsWith(head)) + 2;
  return lines.slice(from, lines.indexOf('', from)).map(cellsOf);
};

const groups = new Map(linesAfter('| Group |').map(([name = '', list = '']) => [name, list.split(', ')]));
const rolesOf = (cell: string): ReadonlySet<string> =>
  new Set(cell === 'nobody' || cell === 'never' ? [] : cell.split(', ').flatMap((group) => rolesOfGroup(group)));

function rolesOfGroup(name: string): readonly string[] {
  const found = groups.get(name);
  if (found === undefined) throw new Error(`The page names no group "${name}"`);
  return found;
}

/** The table of the page by the type of record. */
export const pageRows: ReadonlyMap<string, Row> = new Map(
  linesAfter('| Record |').map(([type = '', ...cells]) => {
    const [Read, Create, Edit, Translate, away, Move] = cells.map(rolesOf) as [Row['Read'], ...Row['Read'][]];
    const row = { Read, Create, Edit, Translate, 'Take away': away, Move, isNeverChanged: cells[2] === 'never' };
    return [type, row as Row];
  }),
);

/** What somebody wants to do, as the page speaks of it. */
export interface Deed {
  readonly type: string;
  readonly does:
    | 'create'
    | 'edit'
    | 'translate'
    | 'call reviewed'
    | 'call final'
    | 'take away'
    | 'bring back'
    | 'move'
    | 'disclose';
}

const judges: Readonly<Record<string, readonly string[]>> = {
  'call reviewed': ['reviewer', 'approver', 'coordinator', 'steward'],
  'call final': ['approver', 'steward'],
};

/** Whether one of these roles gives the right. */
export function mayDo({ type, does }: Deed, held: ReadonlySet<string>): boolean {
  const row = pageRows.get(type);
  if (row === undefined) return false;
  const has = (roles: ReadonlySet<string>) => [...held].some((role) => roles.has(role));
  switch (does) {
    case 'create':
      return has(row.Create);
    case 'edit':
      return has(row.Edit);
    case 'translate':
      return has(row.Translate);
    case 'take away':
      return has(row['Take away']);
    case 'bring back':
      return has(row['Take away'].size > 0 ? row['Take away'] : row.Move);
    case 'move':
      return has(row.Move);
    case 'disclose':
      return type === 'person' && has(new Set(rolesOfGroup('who looks after the scope')));
    default:
      return [...held].some((role) => row.Translate.has(role) && judges[does]?.includes(role));
  }
}

/** Roles that a person had in a scope between two versions of the grants; `to` is null while they hold. */
export interface Held {
  readonly scope: string;
  readonly role: string;
  readonly from: number;
  readonly to: number | null;
}

/** What the hub must say, given all that a person ever held and the version that the device was told of. */
export function verdictOf(
  deed: Deed,
  scope: string,
  { held, told }: { readonly held: readonly Held[]; readonly told: number },
): 'accept' | 'refused' | 'quarantined' {
  const here = held.filter((one) => one.scope === scope);
  const now = new Set(here.filter(({ to }) => to === null).map(({ role }) => role));
  const then = new Set(here.filter(({ from }) => from <= told).map(({ role }) => role));
  const answers = [mayDo(deed, now), mayDo(deed, then)];
  if (answers.every(Boolean)) return 'accept';
  return answers.some(Boolean) ? 'quarantined' : 'refused';
}
