/** What a form holds by name, and how it learns of a change. */
export interface BoundForm<V extends object> {
  readonly values: V;
  onChange(change: Partial<V>): void;
}

export interface BoundField<T> {
  readonly value: T;
  onChange(value: T): void;
}

/** Ties fields to the values of their names: `<FormField label=... {...field('title')} />`. */
export function boundFields<V extends object>({ values, onChange }: BoundForm<V>) {
  return <K extends keyof V>(name: K): BoundField<V[K]> => ({
    value: values[name],
    onChange: (value) => onChange({ [name]: value } as unknown as Partial<V>),
  });
}
