/** What may be late in the library: rows of the staleness board, from the catalogue alone. */
import { dayHere } from '../../../shared/base/plain-date.ts';
import { languages } from '../../../shared/domain/language.ts';
import { type FindStale, type StaleThing, staleDays } from '../../feature.ts';
import { languageWord } from '../../i18n/languages.ts';
import { type HomePlaybook, homePlaybook } from './home-model.ts';

type Context = Parameters<FindStale>[1];
type List = Parameters<FindStale>[0];

async function library(list: List, { language, now }: Context): Promise<HomePlaybook[]> {
  return (await list({ type: 'playbook' })).map((entry) => homePlaybook(entry, language, dayHere(now)));
}

const thing = ({ id, title, reference }: HomePlaybook, days: number | null): StaleThing => ({
  id,
  title,
  reference,
  days,
});

/** Playbooks whose review is past, and those due within the axis. */
export const findPastReview: FindStale = async (list, context) => {
  const dated = (await library(list, context))
    .flatMap((playbook) => (playbook.reviewIn === null ? [] : [thing(playbook, playbook.reviewIn)]))
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0));
  return {
    late: dated.filter(({ days }) => (days ?? 0) < 0),
    coming: dated.filter(({ days }) => days !== null && days >= 0 && days <= staleDays),
  };
};

/** Playbooks that have no title in a language of the interface, those that lack most first. */
export const findUntranslated: FindStale = async (list, context) => {
  const playbooks = await library(list, context);
  const late = playbooks
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => b.missing.length - a.missing.length || a.priority - b.priority);
  return {
    late: late.map((playbook) => thing(playbook, null)),
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
  const late = entries
    .map((entry) => ({
      playbook: homePlaybook(entry, context.language, dayHere(context.now)),
      behind: [...new Set([...entry.behind, ...(ofSteps.get(entry.id) ?? [])])],
    }))
    .filter(({ behind }) => behind.length > 0)
    .sort((a, b) => b.behind.length - a.behind.length || a.playbook.priority - b.playbook.priority);
  return {
    late: late.map(({ playbook }) => thing(playbook, null)),
    coming: [],
    groups: byLanguage(
      late.map(({ behind }) => behind),
      context.language,
    ),
  };
};

/** How many lack a language: the six in their order, then whatever else there is. */
function byLanguage(lacking: readonly (readonly string[])[], reader: string) {
  return [...new Set([...languages, ...lacking.flat().sort()])]
    .map((lang) => ({
      name: languageWord(lang, reader),
      lang,
      count: lacking.filter((each) => each.includes(lang)).length,
    }))
    .filter(({ count }) => count > 0);
}

/** States in which responders may be sent to work by a playbook. */
const inForce: ReadonlySet<unknown> = new Set(['approved', 'released']);

/** Playbooks in force that nobody has ever run as a checklist or exercised, the most urgent first. */
export const findNeverRun: FindStale = async (list, context) => {
  const types = ['playbook', 'run', 'exercise'] as const;
  const [entries = [], runs = [], exercises = []] = await Promise.all(types.map((type) => list({ type })));
  const exercised = exercises.flatMap(({ values }) => (values['playbooks'] as readonly string[] | undefined) ?? []);
  const used = new Set([...runs.map((run) => run.parent), ...exercised]);
  const late = entries
    .filter(({ id, values }) => inForce.has(values['state']) && values['revoked'] !== true && !used.has(id))
    .map((entry) => homePlaybook(entry, context.language, dayHere(context.now)))
    .sort((a, b) => a.priority - b.priority);
  return { late: late.map((playbook) => thing(playbook, null)), coming: [] };
};
