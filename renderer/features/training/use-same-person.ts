import type { Json } from '../../../shared/base/json.ts';
import { setFields } from '../../../shared/domain/edit.ts';
import { person as personDeclaration } from '../../../shared/domain/training/person.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';

interface Named {
  readonly id: string;
}
type Pair = readonly [kept: Named, other: Named];

export interface SamePerson {
  readonly saving: boolean;
  /** Says whether two records are one person. True when it is saved. */
  decide(pair: Pair, isSame: boolean): Promise<boolean>;
  /** Forgets what was said of them, on both records: they are two again, and may be suggested again. */
  takeBack(pair: Pair): Promise<boolean>;
}

/**
 * Decisions about records that may be one person. The answer is written on the younger record alone; the older one
 * stands for both, or beside it.
 */
export function useSamePerson(): SamePerson {
  const engine = useEngine();
  const { apply, saving } = useApply();
  const change = async (id: string, changeOf: (values: Readonly<Record<string, Json>>) => Record<string, Json>) => {
    const [[state], entries] = await Promise.all([engine.open([id]), engine.list({ type: personDeclaration.type })]);
    const entry = entries.find((each) => each.id === id);
    if (state === undefined || entry === undefined) return false;
    return (await apply<unknown>(setFields(personDeclaration, state, changeOf(entry.values)))).ok;
  };
  const without = (ids: Json | undefined, id: string): Json =>
    Array.isArray(ids) ? ids.filter((each) => each !== id) : [];
  return {
    saving,
    decide: ([kept, other], isSame) =>
      change(other.id, ({ notSameAs }) =>
        isSame ? { sameAs: kept.id } : { notSameAs: [...(without(notSameAs, kept.id) as string[]), kept.id] },
      ),
    async takeBack([kept, other]) {
      const forget = (id: string, partner: string) =>
        change(id, ({ sameAs, notSameAs }) => ({
          ...(sameAs === partner ? { sameAs: null } : {}),
          ...(Array.isArray(notSameAs) && notSameAs.includes(partner)
            ? { notSameAs: without(notSameAs, partner) }
            : {}),
        }));
      return (await forget(other.id, kept.id)) && (await forget(kept.id, other.id));
    },
  };
}
