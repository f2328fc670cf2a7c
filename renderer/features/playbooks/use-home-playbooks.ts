import { dayHere } from '../../../shared/base/plain-date.ts';
import { latestAnswer } from '../../../shared/base/remember.ts';
import { useListedPlaybooks } from '../../data/use-releases.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { type HomePlaybook, homePlaybooksOf } from './home-model.ts';

/** The library as the parts of home see it; undefined until it is read. The parts share one reading. */
export function useHomePlaybooks(): readonly HomePlaybook[] | undefined {
  const { language } = useLocale();
  const today = dayHere(useMinuteClock());
  const data = useListedPlaybooks();
  return data === undefined ? undefined : sharedReading(data, language, today);
}

/** The same by id. */
export function useHomePlaybooksById(): ReadonlyMap<string, HomePlaybook> | undefined {
  const playbooks = useHomePlaybooks();
  return playbooks && sharedMap(playbooks);
}

const sharedReading = latestAnswer(homePlaybooksOf);
const sharedMap = latestAnswer(
  (all: readonly HomePlaybook[]) => new Map(all.map((playbook) => [playbook.id, playbook])),
);
