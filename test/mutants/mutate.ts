/** Small faults for a source file, each at one place: what a slip of the pen or a bad merge would do to a rule. */
import ts from 'typescript';

export interface Mutant {
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
  readonly line: number;
  /** `'a' === b  ->  'a' !== b` */
  readonly what: string;
}

const swapped: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
};
const opposite: Readonly<Record<string, string>> = { some: 'every', every: 'some', find: 'findLast' };

/** Every mutant of a source, in its order. */
export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, text: string) => {
    const [start, end] = [node.getStart(), node.end];
    const before = source.slice(start, end);
    if (before === text) return;
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    const short = (long: string) => long.replace(/\s+/g, ' ').slice(0, 70);
    mutants.push({ start, end, text, line, what: `${short(before)}  ->  ${text === '' ? 'nothing' : short(text)}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isImportDeclaration(node)) return;
    for (const text of faultsOf(node)) add(node, text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** The source with one mutant. */
export function mutated(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}

function faultsOf(node: ts.Node): string[] {
  if (ts.isBinaryExpression(node)) return faultsOfBinary(node);
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [node.whenTrue.getText(), node.whenFalse.getText()];
    return [`(${yes})`, `(${no})`];
  }
  if (ts.isExpression(node) && ts.isIfStatement(node.parent) && node.parent.expression === node)
    return ['true', 'false'];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node.operand.getText()];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isCallExpression(node)) return faultsOfCall(node);
  if (ts.isArrayLiteralExpression(node)) return faultsOfArray(node);
  if (ts.isPropertyAssignment(node)) return faultsOfProperty(node);
  // Texts that something is compared with.
  if (ts.isStringLiteral(node) && ts.isBinaryExpression(node.parent)) return ["''"];
  return [];
}

function faultsOfBinary({ left, right, operatorToken: { kind } }: ts.BinaryExpression): string[] {
  const [one, other] = [left.getText(), right.getText()];
  if (kind === ts.SyntaxKind.QuestionQuestionToken) return [`(${one})`, `(${other})`];
  const operator = swapped[kind];
  if (operator === undefined) return [];
  const isJoined = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
  return [`${one} ${operator} ${other}`, ...(isJoined ? [`(${one})`, `(${other})`] : [])];
}

function faultsOfCall(node: ts.CallExpression): string[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const given = node.arguments.map((argument) => argument.getText()).join(', ');
  if (name.text === 'filter') return [expression.getText()];
  if (name.text === 'includes') return ['true', 'false'];
  if (name.text === 'hasOwn') return ['true', 'false'];
  const other = opposite[name.text];
  return other === undefined ? [] : [`${expression.getText()}.${other}(${given})`];
}

function faultsOfArray({ elements }: ts.ArrayLiteralExpression): string[] {
  const texts = elements.map((element) => element.getText());
  return [
    ...texts.map((_, at) => `[${texts.filter((_text, other) => other !== at).join(', ')}]`),
    ...(texts.length > 1 ? ['[]'] : []),
  ];
}

/** A row or a right that is gone, and a right that everybody has. */
function faultsOfProperty(node: ts.PropertyAssignment): string[] {
  const name = node.name.getText();
  const { initializer } = node;
  const isRight =
    ts.isArrayLiteralExpression(initializer) || (ts.isIdentifier(initializer) && initializer.text !== 'everyone');
  return ['...{}', ...(isRight ? [`${name}: roles`] : [])];
}
