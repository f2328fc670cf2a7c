import ts from 'typescript';

/** A key found in code; `namespaces` lists where it may live, empty when the file does not say. */
export interface KeyUse {
  /** A whole key, or with a dot at its end a family of keys, one per value of a closed choice. */
  readonly key: string;
  readonly namespaces: readonly string[];
  readonly place: string;
}

export interface FileUsage {
  readonly uses: readonly KeyUse[];
  readonly problems: readonly string[];
}

/**
 * Finds the translation keys of one source file: `t('place.element.state')` and `<Trans i18nKey>`, with the namespaces
 * named by `useTranslation('ns')`, `TFunction<'ns'>`, `{ ns: 'x' }` or in the key itself (`ns:key`). A template that
 * ends in its only value (t(`place.element.${state}`)) is a family: the compiler knows the values, and demands words.
 */
export function findKeys(fileName: string, text: string): FileUsage {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const namespaces = new Set<string>();
  const found: { readonly node: ts.Expression; readonly own: string | undefined }[] = [];
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      if (calledName(node) === 'useTranslation') {
        for (const name of literalsOf(node.arguments[0])) namespaces.add(name);
        if (node.arguments[1]?.getText().includes('keyPrefix')) {
          problems.push(`${placeOf(source, node)}: keyPrefix hides keys from search; write the whole key`);
        }
      } else if (isTranslate(node) && node.arguments[0]) {
        found.push({ node: node.arguments[0], own: optionNamespace(node.arguments[1]) });
      }
    }
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'TFunction') {
      for (const name of node.getText().matchAll(/'([^']+)'/g)) if (name[1] !== undefined) namespaces.add(name[1]);
    }
    const transKey = keyOfTrans(node);
    if (transKey) found.push({ node: transKey, own: undefined });
    ts.forEachChild(node, visit);
  };
  visit(source);
  const uses = found.flatMap(({ node, own }) => usesOf(source, node, own, [...namespaces], problems));
  return { uses, problems };
}

function usesOf(
  source: ts.SourceFile,
  node: ts.Expression,
  own: string | undefined,
  namespaces: readonly string[],
  problems: string[],
): KeyUse[] {
  const place = placeOf(source, node);
  const keys = literalsOf(node);
  if (keys.length === 0)
    problems.push(`${place}: t(${node.getText()}) is no literal key; write t('place.element.state') per case`);
  return keys.map((literal) => {
    const colon = literal.indexOf(':');
    if (colon > 0) return { key: literal.slice(colon + 1), namespaces: [literal.slice(0, colon)], place };
    return { key: literal, namespaces: own === undefined ? namespaces : [own], place };
  });
}

/** `t(...)`, `tErrors(...)`, `i18n.t(...)`. */
function isTranslate(call: ts.CallExpression): boolean {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return /^t([A-Z]\w*)?$/.test(callee.text);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
}

function calledName(call: ts.CallExpression): string {
  return ts.isIdentifier(call.expression) ? call.expression.text : '';
}

/** The literals an expression can be: itself, both arms of a condition, the items of an array. None when it is anything else. */
function literalsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return familyOf(node);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalsOf(node.expression);
  const parts = ts.isConditionalExpression(node)
    ? [node.whenTrue, node.whenFalse]
    : ts.isArrayLiteralExpression(node)
      ? [...node.elements]
      : [];
  const literals = parts.map(literalsOf);
  return literals.some((part) => part.length === 0) ? [] : literals.flat();
}

function familyOf(template: ts.TemplateExpression): string[] {
  const [only, ...more] = template.templateSpans;
  const isFamily = template.head.text.endsWith('.') && more.length === 0 && only?.literal.text === '';
  return isFamily ? [template.head.text] : [];
}

function optionNamespace(node: ts.Expression | undefined): string | undefined {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'ns')
      return literalsOf(property.initializer)[0];
  }
  return undefined;
}

function keyOfTrans(node: ts.Node): ts.Expression | undefined {
  if (!ts.isJsxAttribute(node) || node.name.getText() !== 'i18nKey' || node.initializer === undefined) return undefined;
  return ts.isJsxExpression(node.initializer) ? node.initializer.expression : (node.initializer as ts.StringLiteral);
}

function placeOf(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
