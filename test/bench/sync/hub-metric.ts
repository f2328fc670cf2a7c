/** One of the hub process's own figures. Throws when it does not tell it. */
export async function metricOf(address: string, name: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', address))).text();
  const value = new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`The hub does not tell ${name}`);
  return Number(value);
}
