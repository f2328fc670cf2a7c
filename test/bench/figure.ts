/** What the bench measures: figures, each beside a baseline of the same run, since machines differ and are noisy. */
import type { FilledLaptop } from './filled-laptop.ts';

export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'requests' | 'requests/s' | 'bytes' | 'x' | 'changes/s' | 'MB' | '%' | 'frames' | 'actions';
  /** What the baseline measured, in the same unit; null where there is nothing to compare with. */
  readonly baseline: number | null;
  /** The baseline in words, for the table. */
  readonly beside: string;
  /** At most so much is wanted; null for a figure that only informs. */
  readonly goal: number | null;
  /** More is better: the goal is the least that is wanted. */
  readonly atLeast?: boolean;
}

export interface BenchContext {
  /** How often each figure is measured; the median counts. */
  readonly runs: number;
  /** A folder of texts in six languages that the project does not hold; null when none was named. */
  readonly texts: string | null;
  /** The laptop with 2,000 playbooks, made on first use and shared by the figures; closed between uses. */
  laptop(): Promise<FilledLaptop>;
  /** A folder that is removed at the end. */
  newFolder(name: string): Promise<string>;
  /** Tells the person who waits what is being done. */
  say(line: string): void;
}

export interface Figure {
  /** What `--only` asks for. */
  readonly name: string;
  measure(context: BenchContext): Promise<readonly Row[]>;
}
