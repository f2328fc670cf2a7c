import { pickText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { PickText } from './lines.ts';
import type { OpenRun } from './use-run.ts';

/** Texts of the run in the language of the interface, else in the one the run was begun in, else as written. */
export function usePick(open: OpenRun): PickText {
  const { language } = useLocale();
  const written = open.playbook?.playbook.language;
  return (texts, original = written) =>
    pickText(texts, texts[language] ? language : (open.run.language ?? language), original);
}
