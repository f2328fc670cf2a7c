import { Textarea } from '@mantine/core';

interface PasteFieldProps {
  readonly label: string;
  readonly value: string;
  onChange(text: string): void;
}

/** A field for the text of a file that came by another way: signs that read left to right. */
export function PasteField({ label, value, onChange }: PasteFieldProps) {
  return (
    <Textarea
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rows={3}
      attributes={{ input: { dir: 'ltr' } }}
      maxLength={100_000}
    />
  );
}
