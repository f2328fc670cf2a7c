import { useNavigate } from '@tanstack/react-router';
import type { ScopeId } from '../../../shared/base/ids.ts';
import { createFromFields } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { playbook as declaration } from '../../../shared/domain/playbook.ts';
import { draftsOfChanges } from '../../../shared/domain/workflow/drafts-of-changes.ts';
import { beginFlow } from '../../../shared/domain/workflow/edit-steps.ts';
import { useApply } from '../../data/use-apply.ts';
import { useCreateScopes } from '../../data/use-create-scope.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { newRecordId } from './use-flow-edit.ts';

export interface NewPlaybook {
  /** Where this person may begin one; empty for who may not. */
  readonly scopes: DeviceIdentity['scopes'];
  begin(scope: ScopeId): Promise<void>;
}

/** Makes a draft with start, one step and end in a scope, and opens it in the editor. */
export function useNewPlaybook(): NewPlaybook {
  const scopes = useCreateScopes(declaration.type);
  const navigate = useNavigate();
  const { language } = useLocale();
  const { apply } = useApply();
  const begin = async (scope: ScopeId) => {
    const place = { scope, id: newRecordId() };
    const head = createFromFields(declaration, place, { language, state: 'draft' });
    const begun = beginFlow({ steps: [], start: null, exception: null }, newRecordId);
    const empty = { ...place, type: declaration.type, fields: {}, missing: [] };
    const steps = draftsOfChanges(empty, [], begun?.changes ?? []);
    const saved = await apply(head.ok && steps.ok ? [...head.value, ...steps.value] : head.ok ? steps : head);
    if (saved.ok) void navigate({ to: '/playbooks/$playbookId/edit', params: { playbookId: place.id } as never });
  };
  return { scopes, begin };
}
