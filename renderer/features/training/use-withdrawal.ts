import { setFields } from '../../../shared/domain/edit.ts';
import { enrolment } from '../../../shared/domain/training/enrolment.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';

export interface Withdrawal {
  readonly saving: boolean;
  /** Takes somebody off the roster, or brings them back: every record that puts them there says the same. */
  setStatus(enrolments: readonly string[], status: 'enrolled' | 'withdrawn'): Promise<boolean>;
}

/** Changes places on a roster. Marks that were made stay whatever happens to the place. */
export function useWithdrawal(): Withdrawal {
  const engine = useEngine();
  const { apply, saving } = useApply();
  return {
    saving,
    async setStatus(enrolments, status) {
      const states = await engine.open(enrolments);
      const drafts = states.flatMap((state) => {
        const made = setFields(enrolment, state, { status });
        return made.ok ? made.value : [];
      });
      return (await apply(drafts)).ok;
    },
  };
}
