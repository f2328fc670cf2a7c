import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { useDataSession } from './data-context.tsx';

export type WipeStatus = Output<'wipe:status'>;

/** What the host says of the sealed copy and of a wipe, and asking anew; null before it answered. */
export function useWipeStatus(): readonly [WipeStatus | null, () => Promise<void>] {
  const { desktop } = useDataSession();
  const [status, setStatus] = useState<WipeStatus | null>(null);
  const look = useCallback(async () => {
    const answer = await desktop.call('wipe:status', {});
    if (answer.ok) setStatus(answer.value);
  }, [desktop]);
  useEffect(() => void look(), [look]);
  return [status, look];
}
