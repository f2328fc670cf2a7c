import { type ReactNode, useId } from 'react';
import css from './segmented-switch.module.css';

export interface SwitchOption<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  /** Spoken instead of a short label: "Arabic, outdated" for ع. */
  readonly spoken?: string | undefined;
  readonly lang?: string | undefined;
  /** A small dot: behind the others. Say why in `spoken`. */
  readonly isBehind?: boolean;
  readonly disabled?: boolean;
}

export interface SegmentedSwitchProps<V extends string> {
  /** Name of the group for screen readers. */
  readonly label: string;
  readonly value: V;
  readonly options: readonly SwitchOption<V>[];
  /** small 24 in record headers, medium 30, field 44. */
  readonly size?: 'small' | 'medium' | 'field';
  onChange(value: V): void;
}

/** One of a few, all in sight: languages, schemes, views. Arrow keys move as in any radio group. */
export function SegmentedSwitch<V extends string>(props: SegmentedSwitchProps<V>) {
  const { label, value, options, size = 'medium', onChange } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={`${css.switch} ${size === 'small' ? '' : css[size]}`}>
      {options.map((option) => (
        <label key={option.value} className={css.option} lang={option.lang}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            aria-label={option.spoken}
            onChange={() => onChange(option.value)}
          />
          <bdi>{option.label}</bdi>
          {option.isBehind && <span className={css.dot} aria-hidden="true" />}
        </label>
      ))}
    </div>
  );
}
