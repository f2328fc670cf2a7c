import { useTranslation } from 'react-i18next';
import type { FailureKind } from './every-failure.ts';

interface AnyFailure {
  readonly kind: FailureKind;
}

/** Words for an expected failure: what happened, what was kept, what to do. Unknown kinds get honest general words. */
export function useFailureText(): (failure: AnyFailure) => string {
  const { i18n } = useTranslation('errors');
  // The one place where a key is not literal; a kind without words fails to compile (every-failure.ts).
  const translate = i18n.t as unknown as (keys: string[], options: Record<string, unknown>) => string;
  return (failure) => translate([`errors:${failure.kind}`, 'errors:unknown'], { ...failure });
}
