/** Exercises, injects and facts for tests: as views, where rules read them, and as drafts, where an engine saves them. */
import type { ConductEvent } from '../../shared/domain/conduct/conduct-event.ts';
import { conductOf } from '../../shared/domain/conduct/conduct-standing.ts';
import type { Inject } from '../../shared/domain/conduct/inject.ts';

const view = { scope: 's', deleted: false, conflicts: [], translations: {}, changedAt: 0 };

/** An inject as the rules read it. */
export function injectView(id: string, values: Partial<Inject> = {}): Inject {
  const texts = { title: { en: `Inject ${id}` }, message: {}, expected: {}, instructions: {} };
  return { ...view, type: 'inject', id, number: id, kind: 'inject', language: 'en', ...texts, ...values } as Inject;
}

/** A fact as the rules read it. */
export function factView(id: string, kind: ConductEvent['kind'], values: Partial<ConductEvent> = {}): ConductEvent {
  return { ...view, type: 'conduct-event', id, kind, at: 0, by: 'Ines Calder', ...values } as ConductEvent;
}

/** Facts about inject `i`, each naming what its author saw. */
export const aboutInject = (id: string, kind: ConductEvent['kind'], of: string[] = []) =>
  factView(id, kind, { inject: 'i', of });

/** How inject `i` stands by these facts. */
export const standingBy = (...events: readonly ConductEvent[]) =>
  conductOf({ events, approvals: [], digest: null }).standingOf('i');
