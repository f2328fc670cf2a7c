/** A place where several wait for each other, and a turn that one after the other has before it. */
export interface Meeting {
  /** Resolves when nobody else has the turn. */
  turn(): Promise<void>;
  /** Ends a turn and resolves when everybody is here who did not leave. */
  arrive(): Promise<void>;
  /** For who ends, arrived or not. */
  leave(): void;
}

/** The places of so many at one meeting: in their order they have their turns. */
export function meetingOf(count: number): Meeting[] {
  const places = Array.from({ length: count }, () => ({ turnEnded: Promise.withResolvers<void>(), isCounted: false }));
  const all = Promise.withResolvers<void>();
  let away = count;
  const arriveOnce = (place: (typeof places)[number]) => {
    place.turnEnded.resolve();
    if (place.isCounted) return;
    place.isCounted = true;
    away -= 1;
    if (away === 0) all.resolve();
  };
  return places.map((place, n) => ({
    turn: async () => places[n - 1]?.turnEnded.promise,
    arrive() {
      arriveOnce(place);
      return all.promise;
    },
    leave: () => arriveOnce(place),
  }));
}
