import type { ErrorComponentProps } from '@tanstack/react-router';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { FaultPanel } from './fault-panel.tsx';

/** A screen that threw: the rail and all other screens stay usable. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const navigate = useNavigate();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <FaultPanel fault={error} onRetry={retry} onHome={() => void navigate({ to: '/' })} />;
}
