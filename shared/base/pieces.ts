/** Long work done in pieces, so that whoever waits stays in charge: a screen goes on painting, and a person may stop it. */
export interface Pieces {
  /** Called between two pieces; resolves when the work may go on. */
  breathe(): Promise<void>;
  isStopped(): boolean;
}

/** For commands, where nothing else wants the turn. */
export const unhurried: Pieces = { breathe: async () => {}, isStopped: () => false };
