/**
 * Reads a calendar file as strictly as RFC 5545 is written, for tests: what a lenient calendar would let pass fails here. It knows the
 * properties that we write and no others.
 */
interface ReadProperty {
  readonly parameters: Readonly<Record<string, string>>;
  /** With its escapes undone where the property is a text. */
  readonly value: string;
}
type ReadEvent = ReadonlyMap<string, ReadProperty>;

const texts = new Set(['SUMMARY', 'LOCATION', 'DESCRIPTION', 'UID', 'PRODID']);
const shapes: Readonly<Record<string, RegExp>> = {
  UID: /^[0-9a-f-]+$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}(?:T\d{6}Z)?$/,
  DTEND: /^\d{8}(?:T\d{6}Z)?$/,
  SUMMARY: /./s,
  LOCATION: /./s,
  DESCRIPTION: /./s,
  CLASS: /^(?:PUBLIC|PRIVATE|CONFIDENTIAL)$/,
};

/** The events of a file; throws with the fault when it is not one of the RFC. */
export function readCalendar(bytes: Uint8Array): ReadEvent[] {
  const lines = unfolded(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)).map(propertyOf);
  const told = (name: string, value: string) => {
    const line = lines.shift();
    if (line?.name !== name || line.value !== value) throw new Error(`${name}:${value} was to come, not ${line?.name}`);
  };
  told('BEGIN', 'VCALENDAR');
  told('VERSION', '2.0');
  if (lines.shift()?.name !== 'PRODID') throw new Error('No product is named');
  told('CALSCALE', 'GREGORIAN');
  told('METHOD', 'PUBLISH');
  const events: ReadEvent[] = [];
  while (lines[0]?.value === 'VEVENT') {
    told('BEGIN', 'VEVENT');
    const end = lines.findIndex(({ name }) => name === 'END');
    events.push(eventOf(lines.splice(0, end)));
    told('END', 'VEVENT');
  }
  told('END', 'VCALENDAR');
  if (lines.length > 0) throw new Error('Something stands after the end');
  return events;
}

function unfolded(text: string): string[] {
  if (!text.endsWith('\r\n')) throw new Error('The last line has no end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('A line ends with half an end');
    if (new TextEncoder().encode(line).length > 75) throw new Error(`Longer than 75 octets: ${line}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) throw new Error('A control character');
  }
  return physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

function propertyOf(line: string): { readonly name: string } & ReadProperty {
  const [, name = '', more = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):(.*)$/s.exec(line) ?? [];
  if (name === '') throw new Error(`No property: ${line}`);
  const parameters = Object.fromEntries(
    more
      .split(';')
      .slice(1)
      .map((each) => each.split('=') as [string, string]),
  );
  return { name, parameters, value: texts.has(name) ? unescaped(value) : value };
}

function unescaped(value: string): string {
  if (/(?:^|[^\\])(?:\\\\)*[;,]/.test(value)) throw new Error(`A mark that is not escaped: ${value}`);
  return value.replace(/\\(.?)/gs, (_, mark: string) => {
    if (mark === 'n' || mark === 'N') return '\n';
    if (mark === '\\' || mark === ';' || mark === ',') return mark;
    throw new Error(`No escape: \\${mark}`);
  });
}

function eventOf(lines: readonly ({ readonly name: string } & ReadProperty)[]): ReadEvent {
  const event = new Map<string, ReadProperty>();
  for (const { name, parameters, value } of lines) {
    if (event.has(name)) throw new Error(`${name} twice`);
    if (!shapes[name]?.test(value)) throw new Error(`${name} cannot be ${value}`);
    event.set(name, { parameters, value });
  }
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'CLASS']) {
    if (!event.has(name)) throw new Error(`An event without ${name}`);
  }
  const [start, end] = [event.get('DTSTART'), event.get('DTEND')];
  for (const each of [start, end]) {
    if ((each?.parameters['VALUE'] === 'DATE') !== (each?.value.length === 8))
      throw new Error('A date that is not called one');
  }
  if (start?.value.length !== end?.value.length || (start?.value ?? '') >= (end?.value ?? '')) {
    throw new Error('It ends before it begins');
  }
  return event;
}
