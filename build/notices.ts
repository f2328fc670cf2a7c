/** Writes THIRD-PARTY-NOTICES.md from the packages that production code brings along. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckStep } from './check-step.ts';
import { inProject } from './project-root.ts';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

const fileName = 'THIRD-PARTY-NOTICES.md';

/** Licences that Apache-2.0 software may bring along unchanged; another one is a decision, not an accident. */
const compatible =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|Unlicense|CC0-1\.0|BlueOak-1\.0\.0|Zlib|Python-2\.0|PostgreSQL|EPL-2\.0)( (OR|AND) [\w.-]+)*\)?$/;

/** Licences that package.json only points at, read and found compatible. */
const decided = new Map([
  ['@digitalbazaar/credentials-context', 'BSD-3-Clause; contexts W3C Software and Document License'],
]);

export const noticesStep: CheckStep = {
  name: 'third-party notices',
  async run(root) {
    const notices = await collectNotices(root);
    const odd = notices.filter(({ name, license }) => !decided.has(name) && !compatible.test(license));
    const written = await readFile(join(root, fileName), 'utf8').catch(() => '');
    return [
      ...odd.map(({ name, license }) => `${name} has the licence "${license}": decide about it in build/notices.ts`),
      ...(written === render(notices) ? [] : [`${fileName} is out of date: run "node build/notices.ts"`]),
    ];
  },
};

/** Packages of the lock file that are not for development only, by name. Builds for one platform are left to their parent. */
async function collectNotices(root: string): Promise<Notice[]> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const notices = new Map<string, Notice>();
  for (const [path, { version, license, dev, optional, devOptional }] of Object.entries(lock.packages)) {
    // Optional packages depend on the machine; the notices must be the same on all.
    if (path === '' || dev || optional || devOptional || version === undefined) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const text = await licenceText(join(root, path));
    notices.set(`${name}@${version}`, { name, version, license: decided.get(name) ?? license ?? 'unknown', text });
  }
  return [...notices.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

// Not localeCompare: the file must come out the same whatever the language of the machine.
const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

async function licenceText(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  return texts
    .join('\n\n')
    .replaceAll('\r', '')
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}

/** What is no package: data that others made. */
const data = [
  '## Word list',
  '',
  'The words that are offered for a passphrase (`renderer/features/vault/word-list.ts`) are the long word list of the Electronic Frontier',
  'Foundation, by Joseph Bonneau, 2016 (https://www.eff.org/dice), unchanged but for its layout, under the Creative Commons Attribution 3.0',
  'United States licence (https://creativecommons.org/licenses/by/3.0/us/).',
  '',
];

function render(notices: readonly Notice[]): string {
  const byText = new Map<string, Notice[]>();
  for (const notice of notices) byText.set(notice.text, [...(byText.get(notice.text) ?? []), notice]);
  const rows = notices.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = [...byText].map(([text, group]) => {
    const names = group.map(({ name, version }) => `${name} ${version}`).join(', ');
    return `### ${names}\n\n${text === '' ? 'The package holds no licence text.' : `\`\`\`\`text\n${text}\n\`\`\`\``}\n`;
  });
  return [
    '# Third-party notices',
    '',
    'Waypost is made with the packages below. Written by `node build/notices.ts`; `npm run check` fails when it is out of date.',
    'Electron and Chromium bring their own notices in LICENSE and LICENSES.chromium.html beside the program.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows,
    '',
    ...data,
    '## Licence texts',
    '',
    ...texts,
  ].join('\n');
}

if (import.meta.main) await writeFile(inProject(fileName), render(await collectNotices(inProject())));
