/** Reads the fields of a form by name, without the space around what was typed; a passphrase as it was typed. */
export function textOf(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) => {
    const text = String(data.get(name) ?? '');
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement && field.autocomplete.endsWith('password') ? text : text.trim();
  };
}
