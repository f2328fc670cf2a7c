/** What a feature tells the app. The app knows features by this type only; `app/features.ts` lists them. */
import type { ComponentType } from 'react';
import type { RecordId } from '../shared/base/ids.ts';
import type { CatalogueEntry, CatalogueQuery } from '../shared/domain/catalogue.ts';
import type { ShownText } from '../shared/domain/localised.ts';
import type { Role } from '../shared/domain/policy/roles.ts';
import type { Translate } from './i18n/use-translate.ts';
import type { Icon } from './ui/icon.ts';

/** A visible word of a feature: `(t) => t('playbooks:rail.label')`. The key stays literal, so a slip fails to compile. */
export type Label = (t: Translate) => string;

export interface Feature {
  /** Folder, translation namespace and query namespace in one word. */
  readonly namespace: string;
  readonly routes: readonly FeatureRoute[];
  /** Absent: the feature is reached from elsewhere. */
  readonly rail?: RailEntry;
  /** Record type -> query keys. The change feed of the store invalidates these besides the record's own. */
  readonly invalidates: Readonly<Record<string, readonly (readonly unknown[])[]>>;
  readonly commands?: readonly PaletteCommand[];
  /** Fills the window until this device is enrolled; one feature has it. */
  readonly enrolment?: () => Promise<ComponentType>;
  /** Fills the window while the vault is locked; one feature has it. */
  readonly unlock?: () => Promise<ComponentType>;
  /** Fills the window while nobody said which profile is theirs; the same feature. */
  readonly chooser?: () => Promise<ComponentType>;
  /** Fills the window while a vault is set up, before this device is enrolled; the same feature. */
  readonly protection?: () => Promise<ComponentType>;
  /** Finds what is no record: terms, places of a list. Records are found by `recordTypes` alone. */
  readonly search?: PaletteSearch;
  /** Where everything that is found for words can be seen; one feature has it. */
  readonly everything?: {
    readonly path: string;
    readonly icon: Icon;
    readonly label: (t: Translate, query: string) => string;
  };
  /** What it shows on home, for whom. Home knows features by these only. */
  readonly home?: readonly HomePart[];
  /** What may be late in it: rows of the staleness board. */
  readonly stale?: readonly StaleRow[];
  /** Record type -> how a hit in such a record is shown and where it leads. A type without a line is not found. */
  readonly recordTypes?: Readonly<Record<string, RecordKind>>;
  /** Loads what the next clicks need. Called once, when the app has nothing better to do. */
  readonly warmUp?: () => Promise<void>;
  /** Long lists that somebody with one of these roles opens daily: read from the disk before they are asked for. */
  readonly warmLists?: { readonly roles: readonly Role[]; readonly lists: readonly CatalogueQuery[] };
}

export interface FeatureRoute {
  /** TanStack form: `/playbooks/$playbookId`. */
  readonly path: string;
  /** `() => import('./library.tsx').then((module) => module.Library)` */
  readonly load: () => Promise<ComponentType>;
  /** Field screens get the 64 px rail. */
  readonly rail?: 'full' | 'small' | 'none';
}

export interface RailEntry {
  readonly icon: Icon;
  readonly label: Label;
  readonly path: string;
  /** Where else one is still at this place: beginnings of addresses. */
  readonly also?: readonly string[];
  /** Home 0, Playbooks 10, Training 20, Exercises 30, Reviews 40, Translation 50, Governance 60, Insights 70. */
  readonly order: number;
}

export interface RecordKind {
  readonly icon: Icon;
  /** The kind in the plural: heading over its hits. */
  readonly label: Label;
  /** The screen of a record. */
  path(record: RecordId): string;
}

export interface PaletteCommand {
  readonly id: string;
  readonly icon: Icon;
  readonly label: Label;
  /** More words that find it, space separated. */
  readonly keywords?: Label;
  /** Keys shown beside it, as pressed: `['Ctrl', 'I']`. */
  readonly keys?: readonly string[];
  run(app: PaletteActions): void | Promise<void>;
}

/** What a command may do to the app. */
export interface PaletteActions {
  goTo(path: string): void;
  announce(message: string): void;
}

export interface PaletteSearch {
  /** Heading over the hits. */
  readonly label: Label;
  /**
   * A hook, so that it may reach stores by context. The function it returns resolves within the budget of a key press;
   * `signal` ends when the person types on.
   */
  useFind(): (query: string, signal: AbortSignal) => Promise<readonly PaletteHit[]>;
}

export interface PaletteHit {
  readonly id: string;
  readonly title: string;
  /** Language of `title`, for its face and direction. */
  readonly lang?: string | undefined;
  /** Human reference, such as PB-0142. */
  readonly reference?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: Icon | undefined;
  /** Stretches of `title` that matched, as [start, end) in UTF-16 units. */
  readonly matches?: readonly (readonly [number, number])[] | undefined;
  readonly path: string;
}

/** A part of home: a card, a list, the day's one big button. */
export interface HomePart {
  readonly id: string;
  /** Where it stands for somebody with these roles, the first of which counts most; null when it is not for them. */
  spot(roles: readonly Role[]): HomeSpot | null;
  load(): Promise<ComponentType>;
}

/**
 * `head` is the top of the screen, and only the first of those that ask for it stands there; `main` is the wide column,
 * `side` the narrow one. Parts of a column stand by order: the job of the day 10, lists 20 to 40, the rest above.
 */
export interface HomeSpot {
  readonly place: 'head' | 'main' | 'side';
  readonly order: number;
}

/** One kind of thing that should be in order before somebody is deployed: a row of the staleness board. */
export interface StaleRow {
  readonly id: string;
  /** Playbooks 10 to 30, training 40, exercises 50, reviews 60, translation 20. */
  readonly order: number;
  readonly label: Label;
  /** Said when nothing is late and nothing is coming. */
  readonly none: Label;
  /** Stands on the line of things that have no date. */
  readonly undated?: Label;
  /** Colour of what is late: overdue, waiting, or merely worth knowing. */
  readonly tone: 'bad' | 'due' | 'quiet';
  /** Where all of them are listed. */
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Record types that it reads: it is counted anew when one of them changes. */
  readonly types: readonly string[];
  load(): Promise<FindStale>;
}

/** Counts from the catalogue alone: home is the screen the app opens with. */
export type FindStale = (
  list: (query: CatalogueQuery) => Promise<readonly CatalogueEntry[]>,
  context: { readonly language: string /** Milliseconds since 1970. */; readonly now: number },
) => Promise<StaleFindings>;

export interface StaleFindings {
  /** The worst first. */
  readonly late: readonly StaleThing[];
  /** Due within the days of the axis, the next first. */
  readonly coming: readonly StaleThing[];
  /** What is late, counted by language or another name, for things without a date. */
  readonly groups?: readonly { readonly name: string; readonly lang?: string; readonly count: number }[];
}

export interface StaleThing {
  readonly id: string;
  readonly title: ShownText | null;
  readonly reference?: string | undefined;
  /** From today; negative when it is late, null without a date. */
  readonly days: number | null;
}

/** The staleness board looks this many days back and ahead. */
export const staleDays = 90;
