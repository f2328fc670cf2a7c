import { describe, expect, test } from 'vitest';
import { lintStyleSheet } from '../../build/lint-css.ts';
import { lintSource } from '../../build/lint-house-rules.ts';
import { lintRules } from '../../build/lint-rules.ts';

interface RuleFault {
  readonly rule: string;
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
  /** A file in which `wrong` is allowed, where there is one. */
  readonly home?: string;
}

const longFunction = (lines: number) => `export function long() {\n${'  call();\n'.repeat(lines - 2)}}\n`;

const faults: readonly RuleFault[] = [
  clockFault('const at = Date.now();', 'const at = clock.now();'),
  clockFault('const at = new Date();', 'const at = new Date(clock.now());'),
  clockFault('const at = Date();', 'const at = String(clock.now());'),
  clockFault('const part = Math.random();', 'const part = random.next();'),
  clockFault("const at = Date['now']();", "const at = clock['now']();"),
  clockFault('const id = crypto.randomUUID();', 'const id = random.uuid();'),
  {
    rule: 'plain-date-has-one-home',
    path: 'renderer/features/home/use-stale.ts',
    wrong: 'const today = new Date(now).toISOString().slice(0, 10);',
    right: 'const today = dayHere(now);',
    home: 'shared/base/plain-date.ts',
  },
  ...['slice(0, 10)', 'substring(0, 10)', 'substr(0, 10)', "split('T')[0]"].map((cut) => ({
    rule: 'plain-date-has-one-home',
    path: 'shared/domain/retention/plan-retention.ts',
    wrong: `const [day] = [then.toISOString().${cut}];`,
    right: 'const day = utcDay(then.getTime());',
  })),
  {
    rule: 'what-binds-everybody-holds-in-utc',
    path: 'renderer/features/governance/agreement-screen.tsx',
    wrong: 'const { state } = standingOf(agreed, pageToday());',
    right: 'const { state } = standingOf(agreed, utcDay(pageClock.now()));',
  },
  {
    rule: 'ipc-main-has-one-home',
    path: 'electron/main.ts',
    wrong: "import { ipcMain } from 'electron';",
    right: "import { registerIpc } from './ipc.ts';",
    home: 'electron/ipc.ts',
  },
  {
    rule: 'window-has-one-home',
    path: 'electron/main.ts',
    wrong: 'const second = new BrowserWindow({ show: false });',
    right: 'const second = openWindow({ userData, label, developing });',
    home: 'electron/window.ts',
  },
  {
    rule: 'nothing-opens-outside',
    path: 'electron/handlers.ts',
    wrong: "import { app, shell } from 'electron';",
    right: "import { app } from 'electron';",
  },
  {
    rule: 'nothing-opens-outside',
    path: 'electron/handlers.ts',
    wrong: 'await electron.shell.openExternal(address);',
    right: 'await saveFile(window, name, makeBytes);',
  },
  {
    rule: 'bridge-has-one-home',
    path: 'renderer/features/runs/run-screen.tsx',
    wrong: 'const answer = window.desktop.invoke(channel);',
    right: 'const answer = callDesktop(channel);',
    home: 'renderer/data/desktop.ts',
  },
  {
    rule: 'sql-has-one-home',
    path: 'hub/runs/routes.ts',
    wrong: "const rows = await client.query('SELECT id FROM run WHERE scope = $1');",
    right: 'const rows = await store.listRuns(scope);',
    home: 'hub/runs/store.ts',
  },
  {
    rule: 'sql-has-one-home',
    path: 'hub/main.ts',
    wrong: 'await sql`vacuum`.execute(db);',
    right: "const label = 'Select a scope from the list';",
    home: 'hub/db/migrate.ts',
  },
  {
    rule: 'sql-has-one-home',
    path: 'hub/sync/pack.ts',
    wrong: 'const text = `insert into $' + '{table} values ($1)`;',
    right: 'const text = `put into $' + '{table}`;',
    home: 'hub/sync/batch-store.ts',
  },
  {
    rule: 'no-raw-html',
    path: 'renderer/ui/rich-text.tsx',
    wrong: 'const body = <p dangerouslySetInnerHTML={{ __html: text }} />;',
    right: 'const body = <p>{text}</p>;',
  },
  {
    rule: 'no-raw-html',
    path: 'renderer/ui/rich-text.tsx',
    wrong: 'element.innerHTML = text;',
    right: 'element.textContent = text;',
  },
  {
    rule: 'icons-are-hidden-or-named',
    path: 'renderer/ui/tag.tsx',
    wrong: 'const mark = <IconCheck size={15} />;',
    right: 'const mark = <IconCheck size={15} aria-hidden="true" />;',
  },
  {
    rule: 'icons-are-hidden-or-named',
    path: 'renderer/ui/tag.tsx',
    wrong: 'const mark = <svg viewBox="0 0 4 4" />;',
    right: 'const mark = <svg role="img" aria-label={t(\'sync.saved\')} />;',
  },
  styleFault('<p style={{ marginLeft: 4 }} />', '<p style={{ marginInlineStart: 4 }} />'),
  styleFault('<p style={{ left: 4 }} />', '<p style={{ insetInlineStart: 4 }} />'),
  styleFault('<Text ml="md" />', '<Text ms="md" />'),
  styleFault('<Text ta="right" />', '<Text ta="end" />'),
  styleFault("<p style={{ textAlign: 'left' }} />", "<p style={{ textAlign: 'start' }} />"),
  {
    rule: 'no-barrel',
    path: 'shared/domain/everything.ts',
    wrong: "export * from './step.ts';",
    right: "export type { Step } from './step.ts';",
  },
  {
    rule: 'file-length',
    path: 'hub/long.ts',
    wrong: 'call();\n'.repeat(401),
    right: 'call();\n'.repeat(400),
    home: 'hub/long.test.ts',
  },
  {
    rule: 'function-length',
    path: 'hub/long.ts',
    wrong: longFunction(61),
    right: `export function create() {\n  ${longFunction(40)}  ${longFunction(40)}}\n`.replaceAll('  export', '  '),
    home: 'hub/long.test.ts',
  },
];

function clockFault(wrong: string, right: string): RuleFault {
  return {
    rule: 'no-ambient-clock-or-chance',
    path: 'shared/sync/engine.ts',
    wrong,
    right,
    home: 'shared/sync/engine.test.ts',
  };
}

function styleFault(wrong: string, right: string): RuleFault {
  return {
    rule: 'logical-css-only',
    path: 'renderer/ui/tag.tsx',
    wrong: `const x = ${wrong};`,
    right: `const x = ${right};`,
  };
}

const brokenRules = (path: string, text: string) =>
  lintSource(path, text).map((problem) => /^\S+ ([\w-]+): /.exec(problem)?.[1]);

describe('house rules', () => {
  test.each(faults)('$rule reports $wrong in $path', ({ rule, path, wrong }) => {
    expect(brokenRules(path, wrong)).toContain(rule);
  });

  test.each(faults)('$rule accepts $right', ({ path, right }) => {
    expect(brokenRules(path, right)).toEqual([]);
  });

  test.each(faults.flatMap((fault) => (fault.home === undefined ? [] : [{ ...fault, home: fault.home }])))(
    '$rule lets $home write $wrong',
    ({ rule, home, wrong }) => {
      expect(brokenRules(home, wrong)).not.toContain(rule);
    },
  );

  test('every rule has a planted fault', () => {
    const planted = new Set(faults.map(({ rule }) => rule));
    expect(lintRules.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
  });
});

describe('style sheets', () => {
  const problems = (text: string) => lintStyleSheet('renderer/ui/tag.module.css', text);

  test.each([
    '.a { margin-left: 4px; }',
    '.a { color: red; padding-right: 0 }',
    '.a {\n  left: 0;\n}',
    '.a { border-top-left-radius: 4px; }',
    '.a { border-right-color: red; }',
    '.a { text-align: left; }',
    '.a { float: right; }',
  ])('report the physical side in %s', (text) => {
    expect(problems(text)).toHaveLength(1);
  });

  test.each([
    '.a { margin-inline-start: 4px; inset-inline-end: 0; text-align: start; }',
    '/* left: 0; */ .left { background: url(left.svg); }',
    '.a { border-start-start-radius: 4px; transform-origin: left; }',
  ])('accept %s', (text) => {
    expect(problems(text)).toEqual([]);
  });

  test('name the line', () => {
    expect(problems('.a {\n  /* one\n  two */\n  left: 0;\n}')[0]).toContain(':4 ');
  });
});
