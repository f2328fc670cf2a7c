import { useTranslation } from 'react-i18next';
import { useEngine, useIdentity } from '../../data/engine-context.tsx';
import { useAskLeaving } from '../../data/leaving-provider.tsx';
import { useSaveFile } from '../../data/use-save-file.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';

/** Writes the audit file of a scope, evidence and all, once the person has seen what leaves with it ([AU5] [SH7]). */
export function useSaveAudit(): (scope: string) => void {
  const { t } = useTranslation('sync');
  const engine = useEngine();
  const { scopes } = useIdentity();
  const ask = useAskLeaving();
  const saveFile = useSaveFile();
  const announce = useAnnounce();
  const failureText = useFailureText();
  return (scope) => {
    const name = scopes.find(({ id }) => id === scope)?.name ?? scope;
    ask({
      what: [t('audit.leaves', { scope: name }), t('audit.found')],
      // Headers carry neither authors nor values.
      people: 0,
      // Nobody looked at the marks of what it names, and the sentence above says so.
      marking: undefined,
      save: async () => {
        const written = await engine.audit(scope);
        if (written.ok) await saveFile(`waypost-audit-${scope}.jsonl`, written.value);
        else announce(failureText(written.failure));
      },
    });
  };
}
