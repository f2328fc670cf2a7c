/** The playbooks of a library file as CACAO, which other programs read. */
import { cacaoOf, cacaoText } from '../cacao/cacao-of.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { readFrozen, statesOfFrozen } from '../release/frozen-playbook.ts';
import { readEdition, release } from '../release/release.ts';
import { viewOf } from '../view.ts';
import { formOf } from './export-forms.ts';
import { childrenByParent, fileStem, type Writing, writeText } from './library-writing.ts';

export async function writePlaybooks(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  const steps = childrenByParent(alive.filter((entry) => formOf(entry.type) === 'part'));
  for (const entry of alive) {
    if (formOf(entry.type) !== 'cacao') continue;
    const ids = [entry.id, ...(steps.get(entry.id) ?? []).map(({ id }) => id)];
    const [state, ...others] = await writing.port.open(ids);
    if (state === undefined) continue;
    writeText(writing, `playbooks/${fileStem(entry)}.json`, cacaoText(cacaoOf(state, others).document));
    await writing.step(0);
  }
  if (writing.settings.exercise !== undefined) await writeEditions(writing, alive);
}

/** Of a package also the editions that are in force, as a file of any program: beside the text that is being worked on. */
async function writeEditions(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  for (const { id } of alive.filter(({ type }) => type === release.type)) {
    const [state] = await writing.port.open([id]);
    const edition = state && readEdition(viewOf(release, state).edition);
    const frozen = state && readFrozen(viewOf(release, state).content);
    if (!edition || !frozen) continue;
    const [header, ...steps] = statesOfFrozen(frozen, { scope: state.scope, at: edition.at });
    if (header === undefined) continue;
    const owner = writing.byId.get(edition.playbook);
    const stem = owner === undefined ? edition.playbook : fileStem(owner);
    writeText(writing, `playbooks/${stem}-edition-${edition.number}.json`, cacaoText(cacaoOf(header, steps).document));
    await writing.step(0);
  }
}
