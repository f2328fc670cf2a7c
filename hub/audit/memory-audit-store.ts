/** The log in memory. Transactions run one after another there. */

import type { LogClass } from '../../shared/domain/log-class.ts';
import type { LogCheckpoint } from '../../shared/protocol/log/checkpoint-note.ts';
import type { Remover, Setter } from '../sync/memory-maps.ts';
import {
  type AuditRecords,
  type KeptCosignature,
  type NewLogEntry,
  nodeName,
  type PlacedLogEntry,
} from './audit-records.ts';

export function createAuditState() {
  return {
    logWaiting: new Map<string, NewLogEntry>(),
    logPlaced: new Map<number, PlacedLogEntry>(),
    logNodes: new Map<string, Uint8Array>(),
    logCheckpoints: new Map<string, LogCheckpoint>(),
    logCosignatures: new Map<string, KeptCosignature>(),
  };
}

export function auditOf(state: ReturnType<typeof createAuditState>, set: Setter, remove: Remover): AuditRecords {
  const newest = () => [...state.logCheckpoints.values()].reduce<LogCheckpoint | null>(later, null);
  return {
    async addLogEntries(entries) {
      for (const entry of entries) set(state.logWaiting, entry.id, entry);
    },
    lockLog: async () => undefined,
    waitingLogEntries: async (limit) => [...state.logWaiting.values()].sort(byId).slice(0, limit),
    async placeLogEntries(places, nodes) {
      for (const [id, place] of places) {
        const entry = state.logWaiting.get(id);
        if (entry === undefined || state.logPlaced.has(place)) throw new Error(`No entry ${id} waits for ${place}.`);
        set(state.logPlaced, place, { ...entry, place });
        remove(state.logWaiting, id);
      }
      for (const node of nodes) set(state.logNodes, nodeName(node), node.hash);
    },
    logNodes: async (nodes) =>
      new Map(nodes.map((node) => [nodeName(node), state.logNodes.get(nodeName(node)) as Uint8Array])),
    async addLogCheckpoint(checkpoint) {
      set(state.logCheckpoints, `${checkpoint.epoch} ${checkpoint.size}`, checkpoint);
    },
    newestLogCheckpoint: async () => newest(),
    logCheckpoint: async (epoch, size) => state.logCheckpoints.get(`${epoch} ${size}`) ?? null,
    async addLogCosignature(cosignature) {
      const key = `${cosignature.epoch} ${cosignature.size} ${cosignature.device}`;
      if (!state.logCosignatures.has(key)) set(state.logCosignatures, key, cosignature);
    },
    async logCosignatures(epoch) {
      const newest = new Map<string, KeptCosignature>();
      for (const one of state.logCosignatures.values()) {
        if (one.epoch === epoch && one.size > (newest.get(one.device)?.size ?? -1)) newest.set(one.device, one);
      }
      return [...newest.values()].sort((a, b) => (a.device < b.device ? -1 : 1));
    },
    async logEntries(from, limit) {
      const places = Array.from(
        { length: Math.min(limit, Math.max(0, state.logPlaced.size - from)) },
        (_, n) => from + n,
      );
      return places.flatMap((place) => state.logPlaced.get(place) ?? []);
    },
    async logCounts() {
      const counts = new Map<LogClass, number>();
      for (const entry of state.logPlaced.values()) counts.set(entry.class, (counts.get(entry.class) ?? 0) + 1);
      return counts;
    },
  };
}

function later(one: LogCheckpoint | null, other: LogCheckpoint): LogCheckpoint {
  return one === null || other.at > one.at ? other : one;
}

function byId(a: NewLogEntry, b: NewLogEntry): number {
  return a.id < b.id ? -1 : 1;
}
