import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { fileNameOf } from '../../../data/file-name.ts';
import { LeavingDialog } from '../../../data/leaving-dialog.tsx';
import { useSaveFile } from '../../../data/use-save-file.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import css from '../training.module.css';
import type { OpenSession } from '../use-session.ts';
import { useStatements } from './use-statements.ts';

/** Saves what people did in a session for the learning record store of another house. */
export function SaveStatements({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton icon={IconFileExport} onClick={() => setOpen(true)}>
        {t('xapi.act')}
      </ActionButton>
      {isOpen && <StatementsDialog open={open} onClose={() => setOpen(false)} />}
    </>
  );
}

function StatementsDialog({ open, onClose }: { readonly open: OpenSession; onClose(): void }) {
  const { t } = useTranslation('training');
  const save = useSaveFile();
  const [withNames, setWithNames] = useState(false);
  const made = useStatements(open, withNames);
  if (made === undefined) return null;
  const { statements, refused } = made;
  const { reference, marking = null } = open.session;
  const fileName = fileNameOf([reference ?? '', 'xAPI', marking ?? ''].join(' '));
  const json = {
    label: t('xapi.json'),
    save: () => save(`${fileName}.json`, utf8(`${JSON.stringify(statements, null, 1)}\n`)),
  };
  const people = new Set(statements.map(({ actor }) => actor.account.name)).size;
  const sentence = () => {
    if (statements.length > 0) return t('xapi.count', { count: statements.length });
    // Whoever was left out may well have been marked present.
    return refused > 0 ? t('xapi.noneLeft') : t('xapi.none');
  };
  return (
    <LeavingDialog
      people={withNames ? people : 0}
      marking={marking}
      forms={statements.length === 0 ? [] : [json]}
      onClose={onClose}
    >
      <p>{t('xapi.what')}</p>
      <p>{sentence()}</p>
      {refused > 0 && <p>{t('xapi.refused', { count: refused })}</p>}
      <label className={css.choice}>
        <input type="checkbox" checked={withNames} onChange={(event) => setWithNames(event.currentTarget.checked)} />
        {t('xapi.withNames')}
      </label>
      <p className={css.quiet}>{t('xapi.numbers')}</p>
    </LeavingDialog>
  );
}
