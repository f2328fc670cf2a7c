/**
 * House rules that the general linter has no words for. Each looks at the syntax tree of one file; each message names
 * what to write instead. There is no way to switch one off for a line: change the rule or the code.
 */
import ts from 'typescript';

export interface LintRule {
  readonly name: string;
  readonly message: string;
  /** Whether the rule holds for a file, by its path from the project folder. */
  readonly holdsIn: (path: string) => boolean;
  /** Whether a node breaks it. */
  readonly isBroken: (node: ts.Node, source: ts.SourceFile) => boolean;
}

export const isTest = (path: string): boolean => /\.(test|suite|sim|e2e)\.tsx?$|^test\//.test(path);

const physicalStyle =
  /^(margin|padding|border|scrollMargin|scrollPadding)(Left|Right)|^border(Top|Bottom)(Left|Right)Radius$/;
const sqlStart =
  '^\\s*(select\\s[\\s\\S]+\\sfrom\\s|insert\\s+into\\s|update\\s+[\\w".]+\\s+set\\s|delete\\s+from\\s|' +
  '(create|alter|drop|truncate)\\s+(table|index|schema|unique)\\b|with\\s+\\w+\\s+as\\s*\\()';
// All small or all capital: "Select a scope from the list" is a sentence.
const sqlTexts = [
  new RegExp(sqlStart),
  new RegExp(sqlStart.replaceAll(/(?<!\\)[a-z]+/g, (word) => word.toUpperCase())),
];
const isSqlText = (text: string): boolean => sqlTexts.some((pattern) => pattern.test(text));
const maxLines = 400;
const maxFunctionLines = 60;

export const lintRules: readonly LintRule[] = [
  {
    name: 'no-ambient-clock-or-chance',
    message: 'shared/ gets time and chance by its ports: take a Clock or Random (shared/base/ports.ts) as a parameter',
    holdsIn: (path) => path.startsWith('shared/') && !isTest(path),
    isBroken: (node) =>
      isMember(node, 'Date', ['now']) ||
      isMember(node, 'Math', ['random']) ||
      isMember(node, 'performance', ['now', 'timeOrigin']) ||
      isMember(node, 'crypto', ['getRandomValues', 'randomUUID']) ||
      (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0) ||
      (ts.isCallExpression(node) && isNamed(node.expression, 'Date')),
  },
  {
    name: 'plain-date-has-one-home',
    message:
      'whose calendar? take dayHere for what a person reads, timeIn for a place, utcDay for what all must decide alike (shared/base/plain-date.ts)',
    holdsIn: (path) =>
      /^(shared|renderer|electron|hub|headless|lan|disk)\//.test(path) &&
      path !== 'shared/base/plain-date.ts' &&
      !isTest(path),
    isBroken: isDayCutOut,
  },
  {
    name: 'what-binds-everybody-holds-in-utc',
    message: 'a hub judges this by the day of UTC ([PO7]): hand it utcDay(clock), not the day of this laptop',
    holdsIn: (path) => /^(shared|renderer|electron|hub|headless|lan|disk)\//.test(path) && !isTest(path),
    isBroken: isJudgedByDayHere,
  },
  {
    name: 'ipc-main-has-one-home',
    message:
      'only electron/ipc.ts touches ipcMain: declare the channel in shared/ipc/contract.ts and hand registerIpc a handler',
    holdsIn: (path) => path !== 'electron/ipc.ts' && !isTest(path),
    isBroken: (node) => isNamed(node, 'ipcMain'),
  },
  {
    name: 'window-has-one-home',
    message: 'only electron/window.ts makes windows and views, each with the same locked preferences: call openWindow',
    holdsIn: (path) => path !== 'electron/window.ts' && !isTest(path),
    isBroken: (node) =>
      ts.isNewExpression(node) &&
      ['BrowserWindow', 'BrowserView', 'WebContentsView', 'BaseWindow'].includes(node.expression.getText()),
  },
  {
    name: 'nothing-opens-outside',
    message: 'no address and no file is handed to other programs: show it, or let the person save it by files:save',
    holdsIn: (path) => path.startsWith('electron/') && !isTest(path),
    isBroken: (node) =>
      (ts.isImportSpecifier(node) && ['shell', 'remote'].includes((node.propertyName ?? node.name).getText())) ||
      (ts.isPropertyAccessExpression(node) && ['openExternal', 'openPath'].includes(node.name.text)),
  },
  {
    name: 'bridge-has-one-home',
    message:
      'only renderer/data/desktop*.ts touches the bridge window.desktop: call the function it offers for the channel',
    holdsIn: (path) =>
      path.startsWith('renderer/') && !/^renderer\/data\/desktop[\w-]*\.ts$/.test(path) && !isTest(path),
    isBroken: (node) =>
      isMember(node, 'window', ['desktop']) ||
      isMember(node, 'globalThis', ['desktop']) ||
      isMember(node, 'self', ['desktop']),
  },
  {
    name: 'sql-has-one-home',
    message: 'SQL lives in hub/<area>/store.ts (or <name>-store.ts) and hub/db: add a function there and call it',
    holdsIn: (path) => !/^hub\/(db\/|.*(\/|-)store\.ts$|store\.ts$)/.test(path) && !isTest(path),
    isBroken: (node) => isSql(node),
  },
  {
    name: 'no-raw-html',
    message: 'no raw HTML in the page: render text as children, or rich text by the pieces of renderer/ui',
    holdsIn: (path) => path.startsWith('renderer/') && !isTest(path),
    isBroken: (node) =>
      isNamed(node, 'dangerouslySetInnerHTML') ||
      (ts.isPropertyAccessExpression(node) &&
        ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].includes(node.name.text)) ||
      isMember(node, 'document', ['write', 'writeln']),
  },
  {
    name: 'icons-are-hidden-or-named',
    message:
      'a picture without a name is noise to a screen reader: give it aria-hidden="true" beside words, or aria-label',
    holdsIn: (path) => path.startsWith('renderer/') && !isTest(path),
    isBroken: (node) => isNamelessIcon(node),
  },
  {
    name: 'logical-css-only',
    message:
      'left and right swap in Arabic: write start and end (marginInlineStart, insetInlineEnd, ms, pe, textAlign: "start")',
    holdsIn: (path) => path.startsWith('renderer/') && path.endsWith('.tsx') && !isTest(path),
    isBroken: (node) => isPhysicalStyle(node),
  },
  {
    name: 'no-barrel',
    message: 'no re-export of everything: import from the file that declares it',
    holdsIn: () => true,
    isBroken: (node) => ts.isExportDeclaration(node) && node.exportClause === undefined,
  },
  {
    name: 'file-length',
    message: `no more than ${maxLines} lines: split the file by what its parts are for`,
    holdsIn: (path) => !isTest(path),
    isBroken: (node, source) => ts.isSourceFile(node) && source.getLineStarts().length > maxLines + 1,
  },
  {
    name: 'function-length',
    message: `no more than ${maxFunctionLines} lines of its own: give a part of the function a name of its own`,
    holdsIn: (path) => !isTest(path),
    isBroken: (node, source) => ts.isFunctionLike(node) && ownLines(node, source) > maxFunctionLines,
  },
];

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** `owner.member` or `owner['member']`. */
function isMember(node: ts.Node, owner: string, members: readonly string[]): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, owner) && members.includes(node.name.text);
  if (!ts.isElementAccessExpression(node) || !isNamed(node.expression, owner)) return false;
  return ts.isStringLiteralLike(node.argumentExpression) && members.includes(node.argumentExpression.text);
}

/** An agreement or an edition judged by the day of whoever reads. */
function isJudgedByDayHere(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !/^standings?Of(Playbook)?$/.test(node.expression.getText())) return false;
  return node.arguments.some(
    (each) => ts.isCallExpression(each) && /^(pageToday|dayHere)$/.test(each.expression.getText()),
  );
}

/**
 * `instant.toISOString()` with all but the day taken off: the call that takes it off, and no other around it. What holds the text in
 * a variable first is not seen.
 */
function isDayCutOut(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const cut = /\.to(ISOString|JSON)\(\)\s*\??\.((slice|substring|substr)\(\s*0,\s*10\s*\)|split\([^()]*\))$/;
  return cut.test(node.getText());
}

function isSql(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return isNamed(node.tag, 'sql');
  if (ts.isStringLiteralLike(node)) return isSqlText(node.text);
  return ts.isTemplateExpression(node) && isSqlText(node.getText().slice(1));
}

function isPhysicalStyle(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.getText().replace(/['"]/g, '');
    if (physicalStyle.test(name)) return true;
    if (['textAlign', 'float', 'clear'].includes(name)) return isSideLiteral(node.initializer);
    return (name === 'left' || name === 'right') && isInsideStyle(node);
  }
  if (!ts.isJsxAttribute(node)) return false;
  const name = node.name.getText();
  // Mantine's short style properties: ml is margin-left whatever the direction, ms is margin-inline-start.
  if (['ml', 'mr', 'pl', 'pr'].includes(name)) return true;
  return name === 'ta' && node.initializer !== undefined && isSideLiteral(node.initializer);
}

function isSideLiteral(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && (node.text === 'left' || node.text === 'right');
}

function isInsideStyle(node: ts.Node): boolean {
  for (let above: ts.Node | undefined = node.parent; above !== undefined; above = above.parent) {
    if (ts.isJsxAttribute(above)) return /^styles?$/.test(above.name.getText());
  }
  return false;
}

/** An icon by its own name, or a drawing of ours, that says neither what it shows nor that it says nothing. */
function isNamelessIcon(node: ts.Node): boolean {
  if (!ts.isJsxSelfClosingElement(node) && !ts.isJsxOpeningElement(node)) return false;
  if (!/^(Icon[A-Z]\w*|svg)$/.test(node.tagName.getText())) return false;
  const said = node.attributes.properties.map((property) => property.name?.getText());
  return !said.includes('aria-hidden') && !said.includes('aria-label');
}

/** Lines of a function without those of the functions inside it, which are measured on their own. */
function ownLines(node: ts.Node, source: ts.SourceFile): number {
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  let lines = line(node.end) - line(node.getStart()) + 1;
  const withoutInner = (inner: ts.Node): void => {
    if (!ts.isFunctionLike(inner)) ts.forEachChild(inner, withoutInner);
    // Its first and last line belong to the outer function as well.
    else lines -= Math.max(0, line(inner.end) - line(inner.getStart()) - 1);
  };
  ts.forEachChild(node, withoutInner);
  return lines;
}
