import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { erasure, erasureRequest, recordsPerErasure } from '../../../shared/domain/erasure/erasure.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { shownName } from '../../../shared/domain/training/roster.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { ErasurePreviewTables } from './erasure-preview.tsx';
import { ErasureList } from './erasure-standing.tsx';
import { PersonTopBar } from './person-top-bar.tsx';
import css from './training.module.css';
import { type ErasurePreview, useErasurePreview } from './use-erasure-preview.ts';
import { useErasureActs, useErasures } from './use-erasures.ts';
import { type OpenPerson, useOpenPerson } from './use-open-person.tsx';

/** A person is to be forgotten: what goes, what stays and why; asking for it, confirming it, and how far it is. */
export function ErasureScreen() {
  const { may } = useProfile();
  const isAsked = (scope: string) => may('create', erasureRequest.type, scope) || may('create', erasure.type, scope);
  const open = useOpenPerson(isAsked);
  if ('notHere' in open) return open.notHere;
  return <ErasureOf {...open} />;
}

function ErasureOf({ person, persons, state: { scope } }: OpenPerson) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const standing = useErasures(person.id);
  const { preview, progress } = useErasurePreview(person, persons, scope);
  const name = shownName(person);
  useScreenTitle(t('erasure.title', { name }), t('tabs.people'));
  const isOpen = standing?.some(({ answer }) => answer === null) === true;
  const mayAsk = may('create', erasureRequest.type, scope);
  return (
    <>
      <PersonTopBar person={person} label={t('erasure.crumb')} />
      <PageBody>
        <ScreenHeading>{t('erasure.title', { name })}</ScreenHeading>
        <p className={css.quiet}>{t('erasure.what')}</p>
        {standing !== undefined && standing.length > 0 && <ErasureList standing={standing} />}
        <ErasurePreviewTables preview={preview} progress={progress} />
        {mayAsk && !isOpen && preview !== null && preview.goes.length > 0 && (
          <Asking person={person.id} scope={scope} preview={preview} />
        )}
      </PageBody>
    </>
  );
}

interface AskingProps {
  readonly person: string;
  readonly scope: string;
  readonly preview: ErasurePreview;
}

function Asking({ person, scope, preview }: AskingProps) {
  const { t } = useTranslation('training');
  const { ask, saving } = useErasureActs();
  const [reason, setReason] = useState('');
  const isTooMuch = preview.goes.length > recordsPerErasure;
  return (
    <form
      className={css.facts}
      onSubmit={(event) => {
        event.preventDefault();
        void ask(person, scope, preview.goes.slice(0, recordsPerErasure), reason);
      }}
    >
      <FormField
        label={t('erasure.reason')}
        hint={t('erasure.reasonHint')}
        lines={3}
        maxLength={noteLimit}
        required
        value={reason}
        onChange={setReason}
      />
      {isTooMuch && <p className={css.quiet}>{t('erasure.inParts', { records: recordsPerErasure })}</p>}
      <div className={css.buttons}>
        <ActionButton
          type="submit"
          kind="danger"
          size="medium"
          icon={IconEraser}
          disabled={saving || reason.trim() === ''}
        >
          {t('erasure.ask')}
        </ActionButton>
        <p className={css.hint}>{t('erasure.askHint')}</p>
      </div>
    </form>
  );
}
