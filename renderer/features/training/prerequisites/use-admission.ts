import { setFields } from '../../../../shared/domain/edit.ts';
import { enrolment } from '../../../../shared/domain/training/enrolment.ts';
import { useEngine, useProfile } from '../../../data/engine-context.tsx';
import { useApply } from '../../../data/use-apply.ts';

/** Admits somebody without what they lack, with why, or takes that back: every record that puts them there says the same ([PQ4]). */
export function useAdmission() {
  const engine = useEngine();
  const { name } = useProfile();
  const { apply, saving } = useApply();
  const set = async (enrolments: readonly string[], values: Parameters<typeof setFields>[2]): Promise<boolean> => {
    const states = await engine.open(enrolments);
    const drafts = states.map((state) => setFields(enrolment, state, values));
    // Every record or none: one that said otherwise would keep the question open.
    if (drafts.some(({ ok }) => !ok)) return false;
    return (await apply(drafts.flatMap((made) => (made.ok ? made.value : [])))).ok;
  };
  return {
    saving,
    admit: (enrolments: readonly string[], without: readonly string[], why: string) =>
      set(enrolments, { admittedWithout: [...without], admittedWhy: why.trim(), admittedBy: name }),
    takeBack: (enrolments: readonly string[]) =>
      set(enrolments, { admittedWithout: null, admittedWhy: null, admittedBy: null }),
  };
}
