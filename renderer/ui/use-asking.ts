import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** A question in the place of the button that asks it: answered with no, it gives the focus back to that button, which was gone meanwhile. */
export function useAsking() {
  const button = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const cancel = () => {
    flushSync(() => setAsking(false));
    button.current?.focus();
  };
  return { button, isAsking, ask: () => setAsking(true), cancel };
}
