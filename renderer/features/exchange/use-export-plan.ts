import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { type ExportPlan, planExport } from '../../../shared/domain/exchange/plan-export.ts';
import { type PackagePlan, planPackage } from '../../../shared/domain/exchange/plan-package.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock } from '../../data/page-ports.ts';
import { catalogueQuery, subPlaybooksQuery } from '../../data/record-queries.ts';
import { useAgreements, useCentreOfScopes } from '../../data/use-agreements.ts';
import type { ExportChoices } from './use-export.ts';

interface Planned {
  /** Undefined while the catalogue is read. */
  readonly plan: ExportPlan | undefined;
  /** The same plan, of a package. */
  readonly pack: PackagePlan | null;
}

/** What would leave under these choices: everything, or one exercise with what goes along ([EX25]). */
export function useExportPlan({ highest, withDeleted, centre, exercise, withPeople }: ExportChoices): Planned {
  const { grants } = useProfile();
  const agreements = useAgreements();
  const centres = useCentreOfScopes();
  const today = utcDay(pageClock.now());
  const entries = useQuery(catalogueQuery({ withDeleted: true })).data;
  const subPlaybooks = useQuery({ ...subPlaybooksQuery(), enabled: exercise !== undefined }).data;
  return useMemo(() => {
    if (entries === undefined || agreements === undefined) return { plan: undefined, pack: null };
    const recipient = centre === '' ? undefined : { centre, agreements, centres, today };
    const choice = { highest, grants, at: pageClock.now(), recipient };
    if (exercise === undefined) return { plan: planExport(entries, { ...choice, withDeleted }), pack: null };
    if (subPlaybooks === undefined) return { plan: undefined, pack: null };
    const pack = planPackage(entries, { ...choice, exercise, withPeople, subPlaybooks, today });
    return { plan: pack, pack };
  }, [entries, agreements, centres, subPlaybooks, highest, withDeleted, centre, exercise, withPeople, today, grants]);
}
