/** Finds bindings at the top level of a module that could be changed: state that callers share without seeing it. */
import ts from 'typescript';

/** A source file, by its path and its text. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

const READONLY_TYPES: ReadonlySet<string> = new Set(['ReadonlyMap', 'ReadonlySet', 'ReadonlyArray', 'Readonly']);
/** Calls of these return a new array or object that anybody may change. */
const COPYING = /^(?:Object\.(?:keys|values|entries|fromEntries|assign|groupBy)|Array\.(?:of|from))$/;
const COPYING_METHODS: ReadonlySet<string> = new Set(['map', 'filter', 'flatMap', 'slice', 'concat', 'split']);

const isReadonly = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.ReadonlyKeyword);

/** Interfaces and type aliases by name. */
type TypesByName = ReadonlyMap<string, readonly ts.Node[]>;

function typesIn(files: readonly ts.SourceFile[]): TypesByName {
  const types = new Map<string, ts.Node[]>();
  for (const { statements } of files)
    for (const statement of statements)
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        types.set(statement.name.text, [...(types.get(statement.name.text) ?? []), statement]);
  return types;
}

const areReadonly = (members: readonly ts.TypeElement[]): boolean =>
  members.every((member) => isReadonly(member) || ts.isMethodSignature(member));

const KEYWORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
]);
const isKeyword = ({ kind }: ts.Node): boolean => KEYWORDS.has(kind);

/**
 * What a type may be: the one of that name in the same file, else all of that name, of which each must be read-only.
 */
function typesNamed(name: string, from: ts.Node, types: TypesByName): readonly ts.Node[] {
  const all = types.get(name) ?? [];
  const own = all.filter((type) => type.getSourceFile() === from.getSourceFile());
  return own.length > 0 ? own : all;
}

/** Whether a value of this type cannot be changed through it, at its first level. */
function isReadonlyType(type: ts.Node, types: TypesByName): boolean {
  if (isKeyword(type) || ts.isLiteralTypeNode(type) || ts.isFunctionTypeNode(type)) return true;
  if (ts.isTypeOperatorNode(type)) return type.operator === ts.SyntaxKind.ReadonlyKeyword;
  if (ts.isParenthesizedTypeNode(type)) return isReadonlyType(type.type, types);
  if (ts.isUnionTypeNode(type)) return type.types.every((part) => isReadonlyType(part, types));
  if (ts.isTypeLiteralNode(type) || ts.isInterfaceDeclaration(type)) return areReadonly(type.members);
  if (ts.isMappedTypeNode(type)) return type.readonlyToken !== undefined;
  if (ts.isTypeAliasDeclaration(type)) return isReadonlyType(type.type, types);
  if (!ts.isTypeReferenceNode(type)) return false;
  const name = type.typeName.getText();
  const named = typesNamed(name, type, types);
  return READONLY_TYPES.has(name) || (named.length > 0 && named.every((t) => isReadonlyType(t, types)));
}

const isConst = (type: ts.TypeNode): boolean => type.getText() === 'const';

/** Why a value could be changed, whatever name it has; undefined where it could not. */
function changeable(value: ts.Expression, type: ts.TypeNode | undefined, types: TypesByName): string | undefined {
  if (type && isReadonlyType(type, types)) return undefined;
  if (type && ts.isTypeReferenceNode(type) && types.has(type.typeName.getText())) return `not a read-only type`;
  if (ts.isParenthesizedExpression(value)) return changeable(value.expression, undefined, types);
  if (ts.isSatisfiesExpression(value)) return changeable(value.expression, undefined, types);
  if (ts.isAsExpression(value))
    return isConst(value.type) || isReadonlyType(value.type, types)
      ? undefined
      : changeable(value.expression, undefined, types);
  if (ts.isObjectLiteralExpression(value)) return 'an object whose type is not read-only';
  if (ts.isArrayLiteralExpression(value)) return 'an array whose type is not read-only';
  if (ts.isNewExpression(value)) return `a new ${value.expression.getText()} whose type is not read-only`;
  if (ts.isRegularExpressionLiteral(value))
    return /\/[a-z]*[gy][a-z]*$/.test(value.text) ? 'a regular expression that keeps its last index' : undefined;
  if (!ts.isCallExpression(value)) return undefined;
  const { expression } = value;
  const copies = ts.isPropertyAccessExpression(expression) && COPYING_METHODS.has(expression.name.text);
  return copies || COPYING.test(expression.getText()) ? 'a copy whose type is not read-only' : undefined;
}

/** The bindings of one module that could be changed, each as `file#name: why`. */
function changeableIn(source: ts.SourceFile, types: TypesByName): string[] {
  const at = (name: string, why: string): string => `${source.fileName}#${name}: ${why}`;
  const declared = (list: ts.VariableDeclarationList): string[] =>
    list.declarations.flatMap(({ name, type, initializer }) => {
      if (!(list.flags & ts.NodeFlags.Const)) return [at(name.getText(), 'let or var')];
      const why = initializer && changeable(initializer, type, types);
      return why === undefined ? [] : [at(name.getText(), why)];
    });
  const isStatic = (member: ts.ClassElement): member is ts.PropertyDeclaration =>
    ts.isPropertyDeclaration(member) && (member.modifiers ?? []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
  const staticIn = ({ name: of, members }: ts.ClassDeclaration): string[] =>
    members.filter(isStatic).flatMap((member) => {
      const name = `${of?.text ?? ''}.${member.name.getText()}`;
      if (!isReadonly(member)) return [at(name, 'a static field that is not read-only')];
      const why = member.initializer && changeable(member.initializer, member.type, types);
      return why === undefined ? [] : [at(name, why)];
    });
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return declared(statement.declarationList);
    return ts.isClassDeclaration(statement) ? staticIn(statement) : [];
  });
}

/** The same of many modules, whose types may refer to each other. */
export function changeableBindings(sources: readonly SourceText[]): string[] {
  const files = sources.map(({ file, text }) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  const types = typesIn(files);
  return files.flatMap((file) => changeableIn(file, types));
}
