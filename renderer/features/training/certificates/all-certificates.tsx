import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import type { AllForm } from './many-in-one.ts';
import type { AllCertificates } from './use-all-certificates.ts';

const forms: readonly AllForm[] = ['pdf', 'png', 'svg'];

/** In which form all certificates of a session are wanted; nothing while there are none. */
export function AllCertificatesMenu({ all }: { readonly all: AllCertificates }) {
  const { t } = useTranslation('training');
  if (all.count === 0) return null;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionButton size="medium" icon={IconChevronDown}>
          {t('certificate.all', { count: all.count })}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        {forms.map((form) => (
          <Menu.Item key={form} onClick={() => void all.write(form)}>
            {t(`certificate.allForm.${form}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What came of the last time that they were wanted. */
export function AllCertificatesOutcome({ all: { outcome } }: { readonly all: AllCertificates }) {
  const { t } = useTranslation('training');
  if (outcome === null) return null;
  const { state, words, left } = outcome;
  const tone = state === 'failed' ? 'bad' : state === 'done' && left === 0 ? 'ok' : 'due';
  return (
    <Banner tone={tone} isNews title={words}>
      {left > 0 && t('certificate.unread', { count: left })}
    </Banner>
  );
}
