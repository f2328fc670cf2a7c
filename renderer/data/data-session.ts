/**
 * The start of the data layer, in order: who this device is; if nobody yet, the enrolment screen; then the engine in its
 * worker; then the first list. Screens wait for nothing else.
 */
import type { Result } from '../../shared/base/result.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { Input, IpcFailure, Output } from '../../shared/ipc/contract.ts';
import { raiseNotice } from './data-notice-store.ts';
import type { Desktop } from './desktop.ts';
import { prepareEngine } from './engine-client.ts';
import type { StartOptions } from './engine-messages.ts';
import { meetLibrary } from './known-library.ts';
import { keepLastWords } from './last-words.ts';
import type { LiveEngine } from './live-engine.ts';
import { createObservable, type Observable } from './observable.ts';
import { startsSilently } from './silent-start.ts';
import { watchSaves } from './watch-saves.ts';
import type { MessageEnd } from './worker-rpc.ts';

export type DataState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'not-enrolled' }
  /** Several people use this installation, and nobody said yet who it is. */
  | { readonly kind: 'choosing' }
  /** What this device holds is sealed, and nobody opened it yet. */
  | { readonly kind: 'locked' }
  /** A vault is being set up, before this device is enrolled. */
  | { readonly kind: 'unprotected' }
  | { readonly kind: 'ready'; readonly engine: LiveEngine; readonly identity: DeviceIdentity }
  /** Something on this disk cannot be read. Nothing was changed. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The journal being read at length by a start: where a lost or damaged library comes back from. */
export type Replay =
  | { readonly kind: 'running'; readonly read: number; readonly total: number }
  | { readonly kind: 'done'; readonly operations: number; readonly damaged: number }
  | { readonly kind: 'failed' };

export interface DataSession {
  readonly state: Observable<DataState>;
  /** Null while no start of this page had to read much. */
  readonly replay: Observable<Replay | null>;
  readonly desktop: Desktop;
  readonly about: Observable<Output<'app:about'> | null>;
  /** How this device was protected when it was last looked at. */
  readonly vault: Observable<Output<'vault:status'> | null>;
  /** Enrols, and goes on to the engine when the hub agreed. */
  enrol(request: Input<'identity:enrol'>): Promise<Result<DeviceIdentity, IpcFailure<'identity:enrol'>>>;
  /** Joins by the hub's answer to this laptop's request; no network is needed. */
  join(answer: Uint8Array): Promise<Result<DeviceIdentity, IpcFailure<'identity:join'>>>;
  /** Shows how a vault is set up. */
  protect(): void;
  /** Looks again, after a way into the vault was changed. */
  lookAtVault(): Promise<void>;
  /** Tries again after a failed start, and goes on after the vault was unlocked. */
  retry(): void;
}

export interface DataSessionOptions {
  readonly desktop: Desktop;
  /** A new engine worker; called once for each start of the engine. */
  createWorker(): MessageEnd & { terminate?(): void };
}

export function startDataSession({ desktop, createWorker }: DataSessionOptions): DataSession {
  const state = createObservable<DataState>({ kind: 'starting' });
  const about = createObservable<Output<'app:about'> | null>(null);
  const vault = createObservable<Output<'vault:status'> | null>(null);
  const replay = createObservable<Replay | null>(null);
  const endReplay = (end: Replay) => replay.get()?.kind === 'running' && replay.set(end);

  const prepare = () => {
    const worker = createWorker();
    return { worker, prepared: prepareEngine(worker, desktop) };
  };
  // The first worker loads while the host says who this device is.
  let spare: ReturnType<typeof prepare> | null = prepare();

  const startWith = async (
    identity: DeviceIdentity,
    options: StartOptions = { isSuspect: false },
    isSecondTry = false,
  ): Promise<void> => {
    state.set({ kind: 'starting' });
    const { worker, prepared } = spare ?? prepare();
    spare = null;
    const silence = startsSilently();
    try {
      // The engine closes first: what is being saved is saved, and its journal has it.
      prepared.onDamage(() => {
        const reopened = prepared.close().then(() => {
          worker.terminate?.();
          return startWith(identity, { isSuspect: true });
        });
        void guarded(reopened);
      });
      prepared.onReplay((progress) => {
        silence.heard();
        // What a running engine catches up with later is no start, and holds nobody up.
        if (state.get().kind === 'starting') replay.set({ kind: 'running', ...progress });
      });
      const starting = prepared.start(identity, options);
      const started = await (isSecondTry ? starting : Promise.race([starting, silence.isTooLong]));
      if (started === 'silent') {
        worker.terminate?.();
        return await startWith(identity, options, true);
      }
      const { engine, report } = started;
      const { kind, operations, damaged } = report;
      endReplay({ kind: 'done', operations, damaged });
      const isKnown = meetLibrary(identity.device, vault.get()?.state === 'open') === 'known';
      if (damaged > 0) raiseNotice({ kind: 'journal-damaged' });
      else if (kind === 'rescued' || (kind === 'rebuilt' && isKnown))
        raiseNotice({ kind: 'store-rebuilt', operations });
      state.set({ kind: 'ready', engine: watchSaves(engine), identity });
    } catch (error) {
      endReplay({ kind: 'failed' });
      worker.terminate?.();
      throw error;
    } finally {
      silence.end();
    }
  };
  const guarded = (work: Promise<void>) =>
    work.catch((error: unknown) => {
      state.set({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
  const start = async () => {
    state.set({ kind: 'starting' });
    const [identity, aboutHost, protection] = await Promise.all([
      desktop.call('identity:get', {}),
      desktop.call('app:about', {}),
      desktop.call('vault:status', {}),
    ]);
    if (aboutHost.ok) about.set(aboutHost.value);
    if (protection.ok) vault.set(protection.value);
    if (!identity.ok) return state.set({ kind: identity.failure.kind === 'profile-needed' ? 'choosing' : 'locked' });
    if (identity.value === null) return state.set({ kind: 'not-enrolled' });
    await startWith(identity.value);
  };
  void guarded(start());
  keepLastWords(desktop, () => {
    const now = state.get();
    return now.kind === 'ready' ? now.engine : null;
  });

  return {
    state,
    replay,
    about,
    vault,
    desktop,
    async enrol(request) {
      const enrolled = await desktop.call('identity:enrol', request);
      if (enrolled.ok) void guarded(startWith(enrolled.value));
      return enrolled;
    },
    async join(answer) {
      const joined = await desktop.call('identity:join', { answer });
      if (joined.ok) void guarded(startWith(joined.value));
      return joined;
    },
    protect: () => state.set({ kind: 'unprotected' }),
    async lookAtVault() {
      const protection = await desktop.call('vault:status', {});
      if (protection.ok) vault.set(protection.value);
    },
    retry: () => void guarded(start()),
  };
}
