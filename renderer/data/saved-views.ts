/** Views of a list under names of their own: what a person keeps coming back to. Pure; kept by personal-memory.ts. */

export interface SavedView {
  /** The list that it is a view of: its path. */
  readonly list: string;
  /** Tells it from the others of the list. */
  readonly name: string;
  /** Filters and order, as they stand in the address. */
  readonly place: Readonly<Record<string, string>>;
}

/** The views of one list, in the order in which they were saved. */
export function viewsOf(views: readonly SavedView[], list: string): readonly SavedView[] {
  return views.filter((view) => view.list === list);
}

/** The view that shows exactly this; null when none does. */
export function viewShowing(views: readonly SavedView[], place: SavedView['place']): SavedView | null {
  const wanted = spelt(place);
  return views.find((view) => spelt(view.place) === wanted) ?? null;
}

function spelt(place: SavedView['place']): string {
  return JSON.stringify(Object.entries(place).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether another view of the list is called so already; capitals and spaces at the ends make no other name. */
export function isNameTaken(views: readonly SavedView[], list: string, name: string, except: string | null): boolean {
  const wanted = plain(name);
  return viewsOf(views, list).some((view) => view.name !== except && plain(view.name) === wanted);
}

const plain = (name: string) => name.trim().toLowerCase();

export function renamedView(views: readonly SavedView[], of: SavedView, name: string): readonly SavedView[] {
  return views.map((view) => (isSame(view, of) ? { ...view, name } : view));
}

export function withoutView(views: readonly SavedView[], of: SavedView): readonly SavedView[] {
  return views.filter((view) => !isSame(view, of));
}

const isSame = (a: SavedView, b: SavedView) => a.list === b.list && a.name === b.name;
