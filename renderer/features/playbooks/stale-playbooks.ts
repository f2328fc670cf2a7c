/** What may be late in the library: rows of the staleness board, from the catalogue alone. */
import { dayHere } from '../../../shared/base/plain-date.ts';
import { eachOnce } from '../../../shared/base/remember.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { languages } from '../../../shared/domain/language.ts';
import { type FindStale, type StaleThing, staleDays } from '../../feature.ts';
import { languageWord } from '../../i18n/languages.ts';
import { type HomePlaybook, homePlaybooksOf } from './home-model.ts';

type Context = Parameters<FindStale>[1];
type List = Parameters<FindStale>[0];

const read = (entries: readonly CatalogueEntry[], { language, now }: Context) =>
  homePlaybooksOf(entries, language, dayHere(now));

async function library(list: List, context: Context): Promise<HomePlaybook[]> {
  return read(await list({ type: 'playbook' }), context);
}

const thing = ({ id, title, reference }: HomePlaybook, days: number | null): StaleThing => ({
  id,
  title,
  reference,
  days,
});

/** What stays as it was is the very same thing: a board of hundreds sees at a glance that one of them changed. */
const dated = eachOnce((playbook: HomePlaybook) => thing(playbook, playbook.reviewIn));
const undated = eachOnce((playbook: HomePlaybook) => thing(playbook, null));

/** Playbooks whose review is past, and those due within the axis. */
export const findPastReview: FindStale = async (list, context) => {
  const near = (await library(list, context)).filter(({ reviewIn }) => reviewIn !== null && reviewIn <= staleDays);
  const things = dated(near).sort((a, b) => (a.days ?? 0) - (b.days ?? 0));
  return {
    late: things.filter(({ days }) => (days ?? 0) < 0),
    coming: things.filter(({ days }) => (days ?? 0) >= 0),
  };
};

/** Playbooks that have no title in a language of the interface, those that lack most first. */
export const findUntranslated: FindStale = async (list, context) => {
  const playbooks = await library(list, context);
  const late = playbooks
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => b.missing.length - a.missing.length || a.priority - b.priority);
  return {
    late: undated(late),
    coming: [],
    groups: byLanguage(
      late.map(({ missing }) => missing),
      context.language,
    ),
  };
};

/** Playbooks with a text, their own or of a step, whose original changed after it was translated; most languages first. */
export const findOutdated: FindStale = async (list, context) => {
  const [entries, steps] = await Promise.all([list({ type: 'playbook' }), list({ type: 'step', isBehind: true })]);
  const ofSteps = new Map<string, string[]>();
  for (const { parent, behind } of steps) ofSteps.set(parent, [...(ofSteps.get(parent) ?? []), ...behind]);
  const playbooks = read(entries, context);
  const late = entries
    .flatMap((entry, at) => {
      const deeper = ofSteps.get(entry.id) ?? [];
      if (entry.behind.length + deeper.length === 0) return [];
      return { playbook: playbooks[at] as HomePlaybook, behind: [...new Set([...entry.behind, ...deeper])] };
    })
    .sort((a, b) => b.behind.length - a.behind.length || a.playbook.priority - b.playbook.priority);
  return {
    late: undated(late.map(({ playbook }) => playbook)),
    coming: [],
    groups: byLanguage(
      late.map(({ behind }) => behind),
      context.language,
    ),
  };
};

/** How many lack a language: the six in their order, then whatever else there is. */
function byLanguage(lacking: readonly (readonly string[])[], reader: string) {
  const counts = new Map<string, number>();
  for (const each of lacking) for (const lang of each) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  return [...new Set([...languages, ...[...counts.keys()].sort()])].flatMap((lang) => {
    const count = counts.get(lang) ?? 0;
    return count === 0 ? [] : { name: languageWord(lang, reader), lang, count };
  });
}

/** States in which responders may be sent to work by a playbook. */
const inForce: ReadonlySet<unknown> = new Set(['approved', 'released']);

/** Playbooks in force that nobody has ever run as a checklist or exercised, the most urgent first. */
export const findNeverRun: FindStale = async (list, context) => {
  const types = ['playbook', 'run', 'exercise'] as const;
  const [entries = [], runs = [], exercises = []] = await Promise.all(types.map((type) => list({ type })));
  const exercised = exercises.flatMap(({ values }) => (values['playbooks'] as readonly string[] | undefined) ?? []);
  const used = new Set([...runs.map((run) => run.parent), ...exercised]);
  const waiting = entries.filter(
    ({ id, values }) => inForce.has(values['state']) && values['revoked'] !== true && !used.has(id),
  );
  return { late: undated(read(waiting, context).sort((a, b) => a.priority - b.priority)), coming: [] };
};
