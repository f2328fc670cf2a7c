import { IconId, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrinting } from '../../../data/use-printing.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import type { OpenSession } from '../use-session.ts';
import { Badges } from './badges.tsx';
import { SignInSheet } from './sign-in-sheet.tsx';

/** What a session has on paper: a sheet to sign and badges to wear, with the same codes. */
export function PrintActs({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { isPrinting, print } = usePrinting();
  const [what, setWhat] = useState<'sheet' | 'badges'>('sheet');
  const start = (chosen: 'sheet' | 'badges', name: string) => {
    setWhat(chosen);
    void print(`${open.session.reference ?? ''} ${name}`.trim());
  };
  return (
    <>
      {open.days.length > 0 && (
        <ActionButton icon={IconPrinter} onClick={() => start('sheet', t('sheet.file'))}>
          {t('sheet.print')}
        </ActionButton>
      )}
      <ActionButton icon={IconId} onClick={() => start('badges', t('badge.file'))}>
        {t('badge.print')}
      </ActionButton>
      {isPrinting && (what === 'badges' ? <Badges open={open} /> : <SignInSheet open={open} />)}
    </>
  );
}
