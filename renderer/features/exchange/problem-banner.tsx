import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import type { LibraryFile } from './use-library-file.ts';

type Problem = NonNullable<LibraryFile['problem']>;

/** Why a file is refused, and what to do. Nothing of it was used. */
export function ProblemBanner({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('exchange');
  return (
    <Banner tone="bad" isNews title={t('problem.title', { name: problem.name })}>
      <ProblemWords failure={problem.failure} /> {t('problem.kept')}
    </Banner>
  );
}

function ProblemWords({ failure }: Pick<Problem, 'failure'>) {
  const { t } = useTranslation('exchange');
  switch (failure.kind) {
    case 'zip-unreadable':
      return failure.why === 'cut-off' ? t('problem.cutOff') : t('problem.noZip');
    case 'library-foreign':
      return t('problem.foreign');
    case 'library-newer':
      return t('problem.newer');
    case 'library-damaged':
      return t('problem.damaged', { path: failure.path });
    case 'library-unsigned':
      return t('problem.unsigned');
    case 'library-invalid':
      return t('problem.invalid', { line: failure.line, reason: failure.reason });
    case 'library-too-large':
    case 'too-large':
      return t('problem.tooLarge');
    default:
      return null;
  }
}
