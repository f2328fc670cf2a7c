/** How many rows make a pack, and when the overlay is folded. Tests fold early. */
export interface PackLimits {
  /** Fewer rows of one scope at once go to the overlay: a pack for each save would be slower than rows. */
  readonly least: { readonly operations: number; readonly records: number };
  /** About 200 kB: what one record is opened from. */
  readonly most: { readonly operations: number; readonly records: number };
  /** An overlay of a scope with fewer rows is not worth folding. */
  readonly overlay: number;
  /** An overlay with more than this share of its packs is; so is a pack of which more than this share holds no longer. */
  readonly share: number;
}

export const usualLimits: PackLimits = {
  least: { operations: 128, records: 32 },
  most: { operations: 2_000, records: 300 },
  overlay: 300,
  share: 0.2,
};
