import { IconFileCheck, IconFileSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { badgeFileLimit } from '../../../../shared/domain/badge/read-badge-file.ts';
import { useDesktop } from '../../../data/engine-context.tsx';
import { useFailureText } from '../../../i18n/failure-text.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import css from './certificates.module.css';
import { CheckResult } from './check-result.tsx';
import { type Checked, useCheck } from './use-check.ts';

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whether a certificate of anybody is sound, from its file alone: nothing is asked of any network. */
export function CheckScreen() {
  const { t } = useTranslation('training');
  const check = useCheck();
  const [list, setList] = useState<Given | null>(null);
  const [result, setResult] = useState<{ readonly name: string; readonly checked: Checked } | null>(null);
  const [isChecking, setChecking] = useState(false);
  useScreenTitle(t('certificate.check'), t('tabs.certificates'));
  const run = async ({ name, bytes }: Given) => {
    setChecking(true);
    setResult(null);
    const checked = await check(bytes, list?.bytes ?? null).finally(() => setChecking(false));
    setResult({ name, checked });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.certificates'), path: '/training/certificates' },
          { label: t('certificate.check') },
        ]}
      />
      <PageBody>
        <ScreenHeading>{t('certificate.check')}</ScreenHeading>
        <p className={css.quiet}>{t('certificate.checkWhat')}</p>
        <CheckForm
          list={list?.name ?? null}
          isChecking={isChecking}
          onRun={(file) => void run(file)}
          onList={setList}
        />
        {isChecking && <p className={css.quiet}>{t('certificate.checking')}</p>}
        {result !== null && (
          <section className={css.form} aria-label={result.name}>
            <SectionHead title={result.name} />
            <CheckResult checked={result.checked} isNews />
          </section>
        )}
      </PageBody>
    </>
  );
}

interface CheckFormProps {
  /** Name of the status list that was chosen, or null. */
  readonly list: string | null;
  readonly isChecking: boolean;
  onRun(file: Given): void;
  onList(file: Given): void;
}

/** A file or a text to check, and a status list to look it up in. */
function CheckForm({ list, isChecking, onRun, onList }: CheckFormProps) {
  const { t } = useTranslation('training');
  const pick = usePick();
  const [typed, setTyped] = useState('');
  return (
    <div className={css.form}>
      <div className={css.buttons}>
        <ActionButton
          kind="primary"
          size="medium"
          icon={IconFileCheck}
          disabled={isChecking}
          onClick={() => void pick(['json', 'jwt', 'png', 'svg', 'txt']).then((file) => file && onRun(file))}
        >
          {t('certificate.pickFile')}
        </ActionButton>
        <ActionButton
          size="medium"
          icon={IconFileSearch}
          onClick={() => void pick(['json', 'jwt', 'txt']).then((file) => file && onList(file))}
        >
          {t('certificate.pickList')}
        </ActionButton>
        {list !== null && <bdi className={css.quiet}>{list}</bdi>}
      </div>
      <FormField
        label={t('certificate.pasted')}
        hint={t('certificate.pastedHint')}
        lines={3}
        value={typed}
        onChange={setTyped}
      />
      <div className={css.buttons}>
        <ActionButton
          size="medium"
          disabled={isChecking || typed.trim() === ''}
          onClick={() => onRun({ name: t('certificate.pasted'), bytes: utf8(typed) })}
        >
          {t('certificate.checkPasted')}
        </ActionButton>
      </div>
    </div>
  );
}

/** Lets a person pick one file; null when they changed their mind, or it cannot be read. */
function usePick(): (extensions: string[]) => Promise<Given | null> {
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  return async (extensions) => {
    const picked = await desktop.call('files:pick', { kind: 'files', extensions, largest: badgeFileLimit });
    if (!picked.ok) announce(failureText(picked.failure));
    return picked.ok ? (picked.value.files[0] ?? null) : null;
  };
}
