import { useNavigate } from '@tanstack/react-router';
import { SegmentedSwitch } from './segmented-switch.tsx';

interface PlaceTabsProps {
  readonly label: string;
  /** The address that is shown. */
  readonly at: string;
  readonly places: readonly { readonly path: string; readonly label: string }[];
}

/** Between the screens of one part of the app. */
export function PlaceTabs({ label, at, places }: PlaceTabsProps) {
  const navigate = useNavigate();
  return (
    <SegmentedSwitch
      label={label}
      value={at}
      options={places.map(({ path, label: word }) => ({ value: path, label: word }))}
      onChange={(path) => void navigate({ to: path })}
    />
  );
}
