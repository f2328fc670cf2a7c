import { useQuery } from '@tanstack/react-query';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { type Act, agreementAct, isOfParty, maySign } from '../../../shared/domain/agreement/agreement.ts';
import { type Agreed, standingOf } from '../../../shared/domain/agreement/standing.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useSpokenHere } from '../../data/spoken-here.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** What the person who works here may say of an agreement. */
export function useAgreementActs(agreed: Agreed) {
  const { person, name, centre, may } = useProfile();
  const { language } = useLocale();
  const { apply, saving } = useApply();
  const spokenHere = useSpokenHere();
  const scope = useQuery(recordStateQuery(agreed.id)).data?.scope;
  // The day by which the hub judges as well ([PO7]).
  const { state, parties } = standingOf(agreed, utcDay(pageClock.now()));
  const mayAct = scope !== undefined && may('create', agreementAct.type, scope);
  const isOpen = state !== 'over' && state !== 'ended';
  const hasSigned = parties.some(({ signed }) => signed.some(({ by }) => by.person === person));
  const maySignIt = mayAct && isOpen && !hasSigned && maySign(agreed.terms, { person, centre });
  const spoken = maySignIt ? spokenHere([agreed.terms, ...agreed.acts.filter(({ does }) => does === 'sign')]) : null;
  const say = async (does: Act['does'], note: string): Promise<boolean> => {
    if (scope === undefined) return false;
    const place = { scope, id: uuidv7(pageClock, pageRandom) };
    const by = { person, name, centre };
    const act = { does, digest: agreed.digest, note: note.trim(), language, by, at: pageClock.now() };
    return (await apply(createRecord(agreementAct, place, { agreement: agreed.id, act }))).ok;
  };
  return {
    saving,
    canSign: maySignIt && spoken === null,
    /** Who has spoken on this laptop already, where that alone keeps them from signing here. */
    spoken,
    canEnd: mayAct && isOpen && isOfParty(agreed.terms, { centre }),
    say,
  };
}
