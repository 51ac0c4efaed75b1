/** Scripts that no compiler checks import files that are there, and names that those export. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { root, trackedFiles } from '../docs/repository.js';

interface ScriptImport {
  readonly script: string;
  /** The path of the imported file, from the root, as it is written. */
  readonly path: string;
  readonly names: readonly string[];
}

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);

function nodesIn(node: ts.Node): ts.Node[] {
  const found = [node];
  ts.forEachChild(node, (child) => {
    found.push(...nodesIn(child));
  });
  return found;
}

/** `dist/src/main.js` is built from `src/main.ts`. */
const sourceOf = (path: string): string =>
  existsSync(join(root, path)) ? path : path.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** The path that a specifier names; undefined for a package. In a template, what comes after its last value counts. */
function pathOf(script: string, specifier: ts.Expression): string | undefined {
  if (ts.isTemplateExpression(specifier)) return specifier.templateSpans.at(-1)?.literal.text.replace(/^\//, '');
  if (!ts.isStringLiteralLike(specifier) || !specifier.text.startsWith('.')) return undefined;
  return join(dirname(script), specifier.text);
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  return named.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** The names in `const { name } = await import(…)`. */
function destructuredOf(call: ts.CallExpression): string[] {
  const declaration = call.parent.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isObjectBindingPattern(declaration.name)) return [];
  return declaration.name.elements.map(({ name, propertyName }) => (propertyName ?? name).getText());
}

const isDynamicImport = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;

function importsOf(script: string): ScriptImport[] {
  return nodesIn(parsed(script)).flatMap((node) => {
    if (ts.isImportDeclaration(node)) {
      const path = pathOf(script, node.moduleSpecifier);
      return path === undefined ? [] : [{ script, path, names: namesOf(node) }];
    }
    const specifier = isDynamicImport(node) ? node.arguments[0] : undefined;
    const path = specifier && pathOf(script, specifier);
    return path === undefined ? [] : [{ script, path, names: destructuredOf(node as ts.CallExpression) }];
  });
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** `FROM` and `UNTIL` of `const [FROM, UNTIL] = …`. */
const boundIn = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundIn(element.name) : []));

function declaredIn(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundIn(name));
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
    return statement.exportClause.elements.map(({ name }) => name.text);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return [statement.name?.text ?? 'default'];
  return [];
}

const exportsOf = (file: string): string[] =>
  parsed(file).statements.flatMap((statement) =>
    isExported(statement) || ts.isExportDeclaration(statement) ? declaredIn(statement) : [],
  );

const scripts = trackedFiles().filter((file) => /^(?:bench\/.*|web\/scripts\/.*)\.mjs$/.test(file));
const imports = scripts.flatMap((script) => importsOf(script));

describe('The scripts of bench/ and web/', () => {
  test('are found, with what they import', () => {
    expect(scripts.map((script) => basename(script))).toEqual(expect.arrayContaining(['run.mjs', 'shots.mjs']));
    expect(imports).toContainEqual({
      script: 'bench/appending.mjs',
      path: 'dist/events/chain/chain.js',
      names: ['seal', 'START'],
    });
    expect(imports.length).toBeGreaterThan(40);
  });

  test('import files that are there', () => {
    expect(imports.filter(({ path }) => !existsSync(join(root, sourceOf(path))))).toEqual([]);
  });

  test('import names that those files export', () => {
    const missing = imports.flatMap(({ script, path, names }) => {
      const source = sourceOf(path);
      const exported = existsSync(join(root, source)) ? exportsOf(source) : [];
      return names.filter((name) => !exported.includes(name)).map((name) => `${script}: ${name} of ${source}`);
    });
    expect(missing).toEqual([]);
  });
});
