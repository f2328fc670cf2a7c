import { useQuery } from '@tanstack/react-query';
import { useLocale } from '../i18n/locale-provider.tsx';
import { useEngine } from './engine-context.tsx';
import { nameOfAction } from './undo-action.ts';
import { useActionWords } from './undo-words.ts';
import { useUndo } from './use-undo.ts';

/** What the actions of the last minutes are called, by their id; empty until their records are read. */
export function useActionTexts(): ReadonlyMap<string, string> {
  const engine = useEngine();
  const { language } = useLocale();
  const { actions } = useUndo();
  const words = useActionWords();
  const { data } = useQuery<ReadonlyMap<string, string | null>>({
    queryKey: ['undo', 'names', language, actions.map(({ id }) => id)],
    queryFn: async () =>
      new Map(
        await Promise.all(
          actions.map(async (action) => [action.id, await nameOfAction(engine, action, language)] as const),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    placeholderData: (before) => before,
  });
  return new Map(actions.map(({ id, kind }) => [id, data === undefined ? '' : words(kind, data.get(id) ?? null)]));
}
