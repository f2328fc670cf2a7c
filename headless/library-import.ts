/** Library files for `waypost device import`: checked, compared with what is here, then whole record sets or nothing. */
import { readFile } from 'node:fs/promises';
import { unhurried } from '../shared/base/pieces.ts';
import { importLibrary } from '../shared/domain/exchange/import-library.ts';
import { type LibraryPlan, planLibraryImport } from '../shared/domain/exchange/plan-import.ts';
import { type Library, readLibrary } from '../shared/domain/exchange/read-library.ts';
import { suggestScopes } from '../shared/domain/exchange/suggest-scopes.ts';
import { decide, type PolicyAction } from '../shared/domain/policy/decide.ts';
import type { Output } from './command.ts';
import { profileOf } from './device-export.ts';
import { failureText } from './failure-text.ts';
import type { HeadlessDevice } from './headless-device.ts';

/** What the command line said of where to and as whom. */
export interface LibraryPlace {
  readonly scope?: string | undefined;
  readonly as?: string | undefined;
}

/** Imports one library file; its exit code. */
export async function importLibraryFile(
  { engine, enrolment: { identity }, clock, random }: HeadlessDevice,
  path: string,
  place: LibraryPlace,
  output: Output,
): Promise<number> {
  const profile = profileOf(identity, place.as);
  const library = await openedLibrary(path, output);
  if (library === null) return 1;
  if (profile === undefined) {
    output.error('this device has no such person');
    return 1;
  }
  const { manifest } = library;
  output.line(`from ${manifest.network.name}, written ${new Date(manifest.at).toISOString()} by ${manifest.by.name}`);
  const grants = identity.grants.filter(({ person }) => person === profile.person);
  const wanted = identity.scopes.find(({ id, name }) => place.scope === id || place.scope === name);
  const scopes =
    wanted === undefined
      ? suggestScopes(manifest.scopes, identity.scopes)
      : new Map(manifest.scopes.map(({ id }) => [id, wanted.id]));
  const target = {
    scopes,
    may: (action: PolicyAction, type: string, scope: string) => decide(grants, { action, type, scope }).allowed,
  };
  const plan = (await planLibraryImport(engine, library, target, unhurried)) as LibraryPlan;
  tellPlan(plan, output);
  const by = { person: profile.person, name: profile.name };
  const steps = { port: engine, library, plan, by, clock, random, pieces: unhurried, onProgress: () => {} };
  const done = await importLibrary(steps);
  if (done.ok) {
    output.line(`imported: ${done.value.saved} records${missing(library)}`);
    return 0;
  }
  if (done.failure.kind === 'library-obstructed') {
    output.error(`refused: ${path}: ${plan.obstacles.length} records stand in the way; nothing was imported`);
  } else {
    output.error(`${path}: ${failureText(done.failure.cause)}; ${done.failure.saved} records are imported whole`);
  }
  return 1;
}

async function openedLibrary(path: string, output: Output): Promise<Library | null> {
  const bytes = await readFile(path).catch((error: unknown) => String(error));
  const read = typeof bytes === 'string' ? bytes : await readLibrary(bytes, unhurried);
  if (typeof read !== 'string' && read.ok) return read.value;
  output.error(`refused: ${path}: ${typeof read === 'string' ? read : failureText(read.failure)}`);
  return null;
}

function tellPlan({ counts, obstacles, leftOut, missing: named }: LibraryPlan, output: Output): void {
  for (const [type, verdicts] of counts) {
    const said = Object.entries(verdicts).map(([verdict, count]) => `${verdict} ${count}`);
    output.line(`${type}: ${said.join(', ')}`);
  }
  for (const { type, id, label, verdict, fields } of [...obstacles, ...leftOut].slice(0, 100)) {
    output.line(`  ${verdict}: ${type} ${id} ${label} ${fields.join(' ')}`.trimEnd());
  }
  for (const playbook of named) output.line(`  named, and neither in the file nor here: playbook ${playbook}`);
}

const missing = ({ manifest: { missingFiles } }: Library): string =>
  missingFiles.length === 0 ? '' : `; ${missingFiles.length} attachments came without their bytes`;
