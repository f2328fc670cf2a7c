import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which part of a list is shown, kept in the address, so that the way back finds the list as it was left. */
export function useShown(): readonly [shown: string | null, show: (part: string | null) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const shown = typeof search['show'] === 'string' ? search['show'] : null;
  const show = (part: string | null) => {
    const { show: _before, ...rest } = search;
    void navigate({ to: '.', search: (part === null ? rest : { ...rest, show: part }) as never, replace: true });
  };
  return [shown, show];
}
