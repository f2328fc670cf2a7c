import { useNavigate } from '@tanstack/react-router';
import { createFromFields } from '../../../shared/domain/edit.ts';
import { playbook as declaration } from '../../../shared/domain/playbook.ts';
import { draftsOfChanges } from '../../../shared/domain/workflow/drafts-of-changes.ts';
import { beginFlow } from '../../../shared/domain/workflow/edit-steps.ts';
import { useApply } from '../../data/use-apply.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { newRecordId } from './use-flow-edit.ts';

/** Makes a draft with start, one step and end, and opens it in the editor; null for who may not. */
export function useNewPlaybook(): (() => Promise<void>) | null {
  const scope = useCreateScope('playbook');
  const navigate = useNavigate();
  const { language } = useLocale();
  const { apply } = useApply();
  if (scope === null) return null;
  return async () => {
    const place = { scope, id: newRecordId() };
    const head = createFromFields(declaration, place, { language, state: 'draft' });
    const begun = beginFlow({ steps: [], start: null, exception: null }, newRecordId);
    const empty = { ...place, type: declaration.type, fields: {}, missing: [] };
    const steps = draftsOfChanges(empty, [], begun?.changes ?? []);
    const saved = await apply(head.ok && steps.ok ? [...head.value, ...steps.value] : head.ok ? steps : head);
    if (saved.ok) void navigate({ to: '/playbooks/$playbookId/edit', params: { playbookId: place.id } as never });
  };
}
