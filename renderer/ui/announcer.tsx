import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

type Announce = (message: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** Says something to screen readers without moving focus: results counted, step done, language changed. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** The one polite live region of the window. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState('');
  const turn = useRef(0);
  const announce = useCallback<Announce>((next) => {
    turn.current += 1;
    // The same words twice must still be a change, or readers stay silent.
    setMessage(turn.current % 2 === 0 ? next : `${next}\u00a0`);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="wp-unseen">
        {message}
      </div>
    </AnnounceContext>
  );
}
