/** Reads the fields of a form by name, without the space around what was typed. */
export function textOf(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) => String(data.get(name) ?? '').trim();
}
