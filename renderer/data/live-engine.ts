import type { ChangeNotice, EngineApi } from '../../shared/sync/engine-api.ts';
import type { Flow } from '../../shared/sync/paced-transport.ts';

/** The engine as the page has it: the whole API, and word of every change, wherever it came from. */
export interface LiveEngine extends EngineApi {
  /** Calls the listener after each change of the store. Returns how to stop. */
  onChange(listener: (notice: ChangeNotice) => void): () => void;
  /** Calls the listener after each save that was made here. Returns how to stop. Absent where nobody watches saves. */
  onSaved?(listener: () => void): () => void;
  /** Resolves when the saves that wait for their answer have it; null when none does. Absent where nobody watches saves. */
  whenAnswered?(): Promise<unknown> | null;
  /** Holds or limits what moves to and from the hub; absent when the engine is in the page. */
  setFlow?(flow: Flow): void;
  /** Answers the search's worker on this port; absent when the engine is in the page. */
  serveSearch?(port: MessagePort): void;
}
