import { type Localised, pickText, type ShownText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { OpenRun } from './use-run.ts';

/** Texts of the run in the language of the interface, else in the one the run was begun in, else as written. */
export function usePick(open: OpenRun): (texts: Localised) => ShownText | null {
  const { language } = useLocale();
  const original = open.playbook?.playbook.language;
  return (texts) => pickText(texts, texts[language] ? language : (open.run.language ?? language), original);
}
