import { ok, type Result } from '../shared/base/result.ts';
import type { IpcFailure, Output } from '../shared/ipc/contract.ts';
export interface HostJournal {
  append(frames: Uint8Array): Promise<Result<Output<'journal:append'>, IpcFailure<'journal:append'>>>;
  read(from: number, limit: number): Promise<Result<Output<'journal:read'>, IpcFailure<'journal:read'>>>;
  position(): Promise<Result<Output<'journal:position'>, IpcFailure<'journal:position'>>>;
}
export function openHostJournal(_folder: string): HostJournal {
  return {
    append: async () => ok({ position: 0 }),
    read: async () => ok({ bytes: new Uint8Array(), next: null }),
    position: async () => ok({ position: 0 }),
  };
}
