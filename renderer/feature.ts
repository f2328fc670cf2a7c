/** What a feature tells the app. The app knows features by this type only; `app/features.ts` lists them. */
import type { ComponentType } from 'react';
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
  readonly search?: PaletteSearch;
  /** Loads what the next clicks need. Called once, when the app has nothing better to do. */
  readonly warmUp?: () => Promise<void>;
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
