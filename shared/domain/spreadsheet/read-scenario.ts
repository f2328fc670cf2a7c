/**
 * The inject list of a scenario or simulation as OpenBAS and OpenAEV export it, as a table under English headings: their JSON is
 * read as a list somebody wrote, since a person sees and maps every column of it ([EX32]).
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { FileTable } from './read-table-file.ts';

/** The list under either name; null for a JSON that holds none. */
export function readScenario(json: Json): FileTable | null {
  if (!isJsonObject(json)) return null;
  const kind = (['scenario', 'exercise'] as const).find((each) => Array.isArray(json[`${each}_injects`]));
  if (kind === undefined) return null;
  const injects = objectsIn(json[`${kind}_injects`]);
  const teams = new Map(
    objectsIn(json[`${kind}_teams`]).map((team) => [textOf(team['team_id']), textOf(team['team_name'])]),
  );
  const header = ['Number', 'Time', 'Inject', 'Message', 'Notes', 'To', 'Method', 'Location'];
  const rows = injects
    .map((inject) => ({ inject, seconds: secondsOf(inject['inject_depends_duration']) }))
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ inject, seconds }, place) => rowOf(inject, { place, seconds, teams }));
  const name = textOf(objectOf(json[`${kind}_information`])[`${kind}_name`]) || kind;
  return { name, rows: [header, ...rows].map((cells, at) => ({ line: at + 1, cells })), merged: 0 };
}

interface RowAround {
  readonly place: number;
  /** After the start. */
  readonly seconds: number;
  readonly teams: ReadonlyMap<string, string>;
}

function rowOf(inject: JsonObject, { place, seconds, teams }: RowAround): string[] {
  const content = objectOf(inject['inject_content']);
  const to = (Array.isArray(inject['inject_teams']) ? inject['inject_teams'] : []).map((team) => {
    const id = typeof team === 'string' ? team : textOf(objectOf(team)['team_id']);
    return teams.get(id) || textOf(objectOf(team)['team_name']);
  });
  const body = content['body'] ?? content['message'] ?? content['content'];
  const words = [content['subject'], body].map(textOf).filter(Boolean).join('\n\n');
  const said = textOf(inject['inject_description']);
  const contract = objectOf(objectOf(inject['inject_injector_contract'])['convertedContent']);
  return [
    String(place + 1),
    `+${Math.floor(seconds / 3_600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`,
    textOf(inject['inject_title']),
    words || said,
    words === '' ? '' : said,
    inject['inject_all_teams'] === true ? [...teams.values()].join('; ') : to.filter(Boolean).join('; '),
    textOf(objectOf(objectOf(contract['config'])['label'])['en']),
    [inject['inject_city'], inject['inject_country']].map(textOf).filter(Boolean).join(', '),
  ];
}

/** What is no moment after the start counts as the start. */
function secondsOf(value: Json | undefined): number {
  const seconds = Number(value ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');
const objectOf = (value: Json | undefined): JsonObject => (value !== undefined && isJsonObject(value) ? value : {});
const objectsIn = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
