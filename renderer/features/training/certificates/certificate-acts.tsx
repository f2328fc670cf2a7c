import { Menu } from '@mantine/core';
import { IconCertificateOff, IconChevronDown, IconPrinter, IconReplace } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificate, certificateRevocation } from '../../../../shared/domain/certificate/certificate.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { usePrinting } from '../../../data/use-printing.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAssessment } from '../assessment/use-assessment.ts';
import type { OpenSession } from '../use-session.ts';
import { useSession } from '../use-session.ts';
import { candidatesOf } from './candidates.ts';
import type { OpenCertificate } from './certificate-screen.tsx';
import { type Asked, ReasonDialog } from './reason-dialog.tsx';
import { CertificateSheet } from './sheet.tsx';
import { type FileForm, useCertificateFiles } from './use-certificate-files.ts';
import { useCertificateKeys } from './use-certificate-keys.ts';
import { useIssue } from './use-issue.ts';
import { useRevoke } from './use-revoke.ts';

const forms: readonly FileForm[] = ['png', 'svg', 'json'];

/** Paper and files of a certificate, and taking it back. */
export function CertificateActs({ one, credential, token, name }: OpenCertificate & { readonly name: string }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const save = useCertificateFiles();
  const { isPrinting, print } = usePrinting({ landscape: true, numbered: false });
  const session = useSession(one.session);
  const revoke = useRevoke();
  const [asked, setAsked] = useState<Asked | null>(null);
  const printable = { id: one.id, credential, token };
  const stands = one.state === 'valid' || one.state === 'expired';
  const file = `${t('certificate.fileName')} ${name}`;
  const askRevoke = () =>
    setAsked({
      title: t('certificate.revoke'),
      what: t('certificate.revokeWhat'),
      onSay: (reason) => revoke(one, reason),
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionButton size="medium" icon={IconChevronDown}>
            {t('certificate.save')}
          </ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          {forms.map((form) => (
            <Menu.Item
              key={form}
              onClick={() => void save(form, { certificate: printable, session: one.session, name: file })}
            >
              {t(`certificate.form.${form}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {stands && session && may('create', certificate.type, one.scope) && (
        <Replace open={session} one={one} onAsk={setAsked} />
      )}
      {one.state !== 'revoked' && may('create', certificateRevocation.type, one.scope) && (
        <ActionButton kind="danger" size="medium" icon={IconCertificateOff} onClick={askRevoke}>
          {t('certificate.revoke')}
        </ActionButton>
      )}
      <ActionButton kind="primary" size="medium" icon={IconPrinter} onClick={() => void print(file)}>
        {t('certificate.pdf')}
      </ActionButton>
      {isPrinting && <CertificateSheet certificates={[printable]} />}
      {asked !== null && <ReasonDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface ReplaceProps extends Pick<OpenCertificate, 'one'> {
  readonly open: OpenSession;
  onAsk(asked: Asked): void;
}

/** Another certificate in the place of this one, of what is recorded now: a name that was mended. */
function Replace({ open, one, onAsk }: ReplaceProps) {
  const { t } = useTranslation('training');
  const own = useCertificateKeys()?.own;
  const { issue, progress } = useIssue(open);
  const assessment = useAssessment(open);
  if (assessment === undefined) return null;
  const candidate = candidatesOf(open, [], assessment).find(({ person }) => person.id === one.person);
  if (own?.state !== 'in-force' || candidate === undefined || open.course === null) return null;
  const onSay = async (reason: string) => {
    await issue([{ ...candidate, replaces: { id: one.id, reason } }], own);
    return true;
  };
  return (
    <ActionButton
      size="medium"
      icon={IconReplace}
      disabled={progress !== null}
      onClick={() => onAsk({ title: t('certificate.replace'), what: t('certificate.replaceWhat'), onSay })}
    >
      {t('certificate.replace')}
    </ActionButton>
  );
}
