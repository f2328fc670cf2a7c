import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What this laptop is called at the hub; asked for by either way of joining, as `device` of its form. */
export function DeviceNameField() {
  const { t } = useTranslation('first-run');
  return (
    <TextInput
      name="device"
      label={t('device.label')}
      description={t('device.hint')}
      required
      attributes={{ input: { dir: 'auto' } }}
      maxLength={120}
    />
  );
}
