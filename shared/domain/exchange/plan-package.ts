/** What an exercise package would hold, and what stays ([EX25], [EX29], [EX30]). */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { step } from '../step.ts';
import { viewOf } from '../view.ts';
import { subPlaybookOf } from '../workflow/workflow-problems.ts';
import { type ExportPort, openInPieces } from './exchange-ports.ts';
import { exercisePackage, type PackageAround, type PackageContents, withSubPlaybook } from './exercise-package.ts';
import { missingPlaybooks } from './named-playbooks.ts';
import { type ExportChoice, type ExportPlan, planExport } from './plan-export.ts';

export interface PackagePlan extends ExportPlan {
  readonly contents: PackageContents;
  /** The exercise itself stays: nothing is written then. */
  readonly isEmpty: boolean;
  /** Playbooks that something in it names and that do not leave: their ids, or their identities in CACAO. */
  readonly missing: readonly string[];
}

export interface PackageChoice extends Omit<ExportChoice, 'withDeleted' | 'only' | 'because'>, PackageAround {
  readonly exercise: RecordId;
  /** Whether records of people leave too. */
  readonly withPeople: boolean;
}

/**
 * Plans a package from the records that are there. Deleted ones do not leave, and still say who took part ([CO3]) and lend their marks, as
 * they do for a library. Pure.
 */
export function planPackage(entries: readonly CatalogueEntry[], choice: PackageChoice): PackagePlan {
  const { exercise, withPeople, ...rest } = choice;
  const alive = entries.filter(({ deleted }) => !deleted);
  const contents = exercisePackage(alive, exercise, choice);
  const people = withPeople ? contents.roster.records : [];
  const plan = planExport(entries, {
    ...rest,
    withDeleted: false,
    only: new Set([...contents.records, ...people]),
    because: new Map(people.map((id) => [id, exercise])),
  });
  const isEmpty = !plan.leaving.some(({ id }) => id === exercise);
  const left = plan.leaving.map((entry) => withSubPlaybook(entry, choice.subPlaybooks));
  return { ...plan, contents, isEmpty, missing: missingPlaybooks(left, plan.leaving) };
}

/** Which playbooks steps are, by the id of the step: the catalogue does not say it. */
export async function subPlaybooksIn(
  port: Pick<ExportPort, 'open'>,
  entries: readonly CatalogueEntry[],
): Promise<ReadonlyMap<RecordId, string>> {
  const ids = entries.filter(({ type, values }) => type === step.type && values['kind'] === 'playbook-action');
  const found = new Map<RecordId, string>();
  for await (const states of openInPieces(
    port,
    ids.map(({ id }) => id),
  )) {
    for (const state of states) {
      const identity = subPlaybookOf(viewOf(step, state));
      if (identity !== null) found.set(state.id, identity);
    }
  }
  return found;
}
