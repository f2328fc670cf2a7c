/** Where a step goes that is moved by a key: to the place before or after its own in the outline. */
import type { RecordId } from '../../base/ids.ts';
import type { EdgePlace } from './edge-place.ts';
import { movesOf } from './edit-steps.ts';
import type { Flow } from './flow-draft.ts';
import { outlineOf } from './outline.ts';

/** The nearest place up (-1) or down (1) to which the step can be moved; null at the edge. */
export function placeBeside(flow: Flow, id: RecordId, by: -1 | 1): EdgePlace | null {
  const { items } = outlineOf(flow.steps, flow.start);
  const at = items.findIndex((item) => item.kind === 'step' && item.id === id);
  const mayGo = movesOf(flow, id);
  if (at < 0 || mayGo === null) return null;
  const onTheWay = by === -1 ? items.slice(0, at).reverse() : items.slice(at + 1);
  for (const item of onTheWay) {
    if (item.kind === 'slot' && mayGo(item.place)) return item.place;
  }
  return null;
}
