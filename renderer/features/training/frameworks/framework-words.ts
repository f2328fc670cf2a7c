import type { TFunction } from 'i18next';
import type { FrameworkFault } from '../../../../shared/domain/competency/framework-file.ts';

/** A framework with its version, where its file says one. */
export function versionWords(t: TFunction<'training'>, framework: string, edition: string): string {
  return edition === '' ? framework : t('framework.version', { framework, edition });
}

/** Why a file, or an entry of one, was left out, and where that is. */
export function faultWords(t: TFunction<'training'>, { file, why, line }: FrameworkFault): string {
  const reason = t(`frameworkFault.${why}`);
  return line === null ? t('framework.inFile', { file, reason }) : t('framework.inLine', { file, line, reason });
}
