/** Grants that end by themselves: until when they count, and for what. A part of the one decision, and asked nowhere else ([PO6]). */
import { agreedTypes } from '../agreement/agreed-types.ts';
import type { Grant } from './roles.ts';

/** Whether a grant counts at an instant. One that ends counts for nobody who does not say when it is. */
export function isInForce({ until }: Grant, at: number | undefined): boolean {
  return until === undefined || (at !== undefined && at < until);
}

/** Whether a grant is about records of a type: one for some kinds is about what belongs to these, and nothing else. */
export function covers({ kinds }: Grant, type: string): boolean {
  return kinds === undefined || kinds.some((kind) => agreedTypes(kind).includes(type));
}
