import type { PackLimits } from '../../renderer/data/packs/pack-limits.ts';

/** Packs of a few rows, folded at every occasion. */
export const smallPacks: PackLimits = {
  least: { operations: 2, records: 1 },
  most: { operations: 20, records: 7 },
  overlay: 1,
  share: 0,
};
