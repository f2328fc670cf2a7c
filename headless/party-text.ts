/** A party that content would go to for the first time, as a command says it ([FC4]). */
import { partyWords } from '../shared/protocol/party-words.ts';
import type { LeavingRow, Party, WithheldRow } from '../shared/sync/party-api.ts';
import type { HeadlessDevice } from './headless-device.ts';

/** Who it is, which scopes, what goes there, what stays and why. */
export function partyLines(party: Party, { enrolment: { identity } }: Pick<HeadlessDevice, 'enrolment'>): string[] {
  const { kind, key, name, people, scopes, leaving, withheld } = party;
  const names = new Map(identity.scopes.map((scope) => [scope.id, scope.name]));
  const who = people.map((one) => `${one.name}, ${one.centre}`).join('; ');
  return [
    kind === 'hub' ? `the hub of ${name}, for the first time` : `a laptop that was never met: ${who || 'unnamed'}`,
    `  words of its key: ${key === '' ? 'none' : partyWords(key).join(' ')}`,
    `  scopes: ${scopes.map((scope) => names.get(scope) ?? scope).join(', ') || 'none in common'}`,
    ...(leaving.length === 0 ? ['  goes: nothing now'] : leaving.map((row) => `  goes: ${rowText(row)}`)),
    ...withheld.map((row) => `  stays: ${rowText(row)}, ${reasons[row.reason]}`),
  ];
}

const reasons: Readonly<Record<WithheldRow['reason'], string>> = {
  scope: 'since the other one may not read its scope',
  'hub-alone': 'since only the hub can judge it',
};

function rowText({ type, mark, records }: LeavingRow): string {
  return `${records} ${type}, ${mark === 'none' ? 'no mark' : mark}`;
}
