import { FileButton } from '@mantine/core';
import { useRef } from 'react';
import { ActionButton } from '../ui/action-button.tsx';

export interface PickFileProps {
  readonly label: string;
  readonly disabled?: boolean;
  onPick(file: File): void;
}

/** A button that asks for a file. It forgets what was picked, or a browser would not hand the same file on a second time. */
export function PickFile({ label, disabled = false, onPick }: PickFileProps) {
  const forget = useRef<() => void>(null);
  return (
    <FileButton
      resetRef={forget}
      onChange={(file) => {
        forget.current?.();
        if (file !== null) onPick(file);
      }}
    >
      {(props) => (
        <ActionButton size="medium" disabled={disabled} {...props}>
          {label}
        </ActionButton>
      )}
    </FileButton>
  );
}
