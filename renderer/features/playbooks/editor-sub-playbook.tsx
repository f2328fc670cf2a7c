import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pickListed } from '../../../shared/domain/localised.ts';
import { playbookIdentity } from '../../../shared/domain/playbook-identity.ts';
import type { Step } from '../../../shared/domain/step.ts';
import { subPlaybookOf } from '../../../shared/domain/workflow/workflow-problems.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { usePlaybookOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RecordsField } from '../../ui/records-field.tsx';
import css from './editor.module.css';
import { useSetting, withoutCarried } from './editor-lists.tsx';

/** The playbook that this step is: found while typing, opened by a press. */
export function SubPlaybookField({ step }: { readonly step: Step }) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const { set } = useSetting(step);
  const options = usePlaybookOptions();
  const entries = useQuery(catalogueQuery({ type: 'playbook' })).data;
  const byIdentity = useMemo(
    () => new Map((entries ?? []).map((entry) => [playbookIdentity(entry), entry])),
    [entries],
  );
  const identity = subPlaybookOf(step);
  const chosen = identity === null ? undefined : byIdentity.get(identity);
  const save = (ids: readonly string[]) => {
    const entry = entries?.find(({ id }) => id === ids.at(-1));
    const playbookId = entry === undefined ? null : playbookIdentity(entry);
    return set({ playbookId, playbookVersion: null, ...withoutCarried(step, 'playbook_id', 'playbook_version') });
  };
  const name = chosen && pickListed(chosen.values, 'title', language)?.text;
  return (
    <div data-field="playbookId" className={css.field}>
      <RecordsField
        label={t('editor.field.playbook')}
        hint={t('editor.hint.playbook')}
        gone={t('editor.playbookGone')}
        options={options}
        chosen={identity === null ? [] : [chosen?.id ?? identity]}
        onChange={(ids) => void save(ids)}
      />
      {chosen && (
        <Link to="/playbooks/$playbookId" params={{ playbookId: chosen.id } as never} className={css.openOther ?? ''}>
          {t('editor.openPlaybook', { name: name ?? t('library.untitled') })}
        </Link>
      )}
    </div>
  );
}
