import { useEffect, useRef } from 'react';

/** A text that the side pane offers to the open unit: the pane and the field do not know each other. */
const offers = new EventTarget();

interface Offer {
  readonly unit: string;
  readonly text: string;
}

/** Puts a text into the field of a unit, as if it were typed. */
export function offer(unit: string, text: string): void {
  offers.dispatchEvent(new CustomEvent<Offer>('offer', { detail: { unit, text } }));
}

/** Takes what is offered to a unit. */
export function useOffer(unit: string, take: (text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const listen = (event: Event) => {
      const { detail } = event as CustomEvent<Offer>;
      if (detail.unit === unit) latest.current(detail.text);
    };
    offers.addEventListener('offer', listen);
    return () => offers.removeEventListener('offer', listen);
  }, [unit]);
}
