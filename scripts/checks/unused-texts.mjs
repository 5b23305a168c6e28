import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inProject } from '../ready/paths.mjs';
import { componentAsTypeScript } from './svelte-markup.mjs';

/** What a component is called once it is TypeScript. */
const asModule = '.texts.ts';
const componentOf = (name) => (name.endsWith(`.svelte${asModule}`) ? name.slice(0, -asModule.length) : null);

/**
 * Texts that nobody shows, which would be translated for ever, and texts that are shown and are none. The compiler itself
 * tells what each name in the sources stands for: a text is shown only if it is taken by its whole path, or by a variable
 * that may be its name.
 *
 * Not looked at: texts in a `Record` over the names of something else (error codes, columns), whose type knows of them.
 * @param {string} root a folder with sources; texts are what is called `ru` in them, or stands in `i18n/ru-….ts`
 * @returns {string[]} a line for each, empty: all is well
 */
function unusedTexts(root = inProject()) {
  const program = readProgram(root);
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName, root));
  const texts = sources.flatMap((source) => textsOf(source, checker));
  const taken = new Set();
  const missing = sources.flatMap((source) => collect(source, checker, taken));
  const unused = texts
    .filter(({ symbol }) => !declarationsOf(symbol).some((each) => taken.has(each)))
    .map(({ file, keys }) => `${path.relative(root, file)}: ${keys.join('.')} is shown nowhere`);
  return [...unused, ...missing.map((line) => path.relative(root, line))];
}

function readProgram(root) {
  const files = ['src-main', 'src-renderer'].flatMap((folder) => sourcesUnder(path.join(root, folder)));
  const rootNames = files.map((file) => (file.endsWith('.svelte') ? file + asModule : file));
  const options = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['svelte', 'node', 'vite/client'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options, true);
  const { readFile, fileExists } = host;
  host.fileExists = (name) => fileExists(componentOf(name) ?? name);
  host.readFile = (name) => {
    const file = componentOf(name);
    return file === null ? readFile(name) : componentAsTypeScript(fs.readFileSync(file, 'utf8'));
  };
  host.getSourceFile = (name, version) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, version, true);
  };
  return ts.createProgram({ rootNames, options, host });
}

function sourcesUnder(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const isOwn = (file, root) => !path.relative(root, file).startsWith('..') && !file.includes('/node_modules/');

/** Every text of a file with the names that lead to it. */
function textsOf(source, checker) {
  const found = [];
  const leaves = (object, above) => {
    for (const property of object.properties) {
      if (!property.name || ts.isSpreadAssignment(property)) continue;
      const keys = [...above, property.name.text];
      if (property.initializer && ts.isObjectLiteralExpression(plain(property.initializer)))
        leaves(plain(property.initializer), keys);
      else if (!ts.isShorthandPropertyAssignment(property)) {
        const type = checker.getContextualType(object);
        const declared = type?.getProperty(property.name.text);
        const isOfRecord = declared ? declarationsOf(declared).length === 0 : type?.getStringIndexType();
        if (isOfRecord) continue;
        const symbol = declared ?? checker.getSymbolAtLocation(property.name);
        if (symbol) found.push({ file: source.fileName, keys, symbol });
      }
    }
  };
  for (const { object, keys } of groupsOf(source)) leaves(object, keys);
  return found;
}

/** The objects of Russian texts in a file. */
function groupsOf(source) {
  const isPart = /\/i18n\/ru-[\w-]+\.ts$/.test(source.fileName);
  return source.statements.filter(ts.isVariableStatement).flatMap((statement) =>
    statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      const object = initializer && plain(initializer);
      if (!object || !ts.isObjectLiteralExpression(object)) return [];
      if (isPart || name.text === 'ru') return [{ object, keys: [] }];
      const russian = object.properties.find((property) => property.name?.text === 'ru')?.initializer;
      return russian && ts.isObjectLiteralExpression(plain(russian)) ? [{ object: plain(russian), keys: ['ru'] }] : [];
    }),
  );
}

/** Without `as const`, `satisfies …` and brackets. */
function plain(expression) {
  return ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
    ? plain(expression.expression)
    : expression;
}

const declarationsOf = (symbol) => symbol.declarations ?? [];

/** Adds the declarations of all properties that the file takes from anything; returns what it takes and is not there. */
function collect(source, checker, taken) {
  const missing = [];
  const take = (symbol) => symbol && declarationsOf(symbol).forEach((each) => taken.add(each));
  const takeNamed = (type, name) => take(checker.getPropertyOfType(type, name));
  const takeAll = (type) => checker.getPropertiesOfType(type).forEach(take);
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const symbol = checker.getSymbolAtLocation(node.name);
      if (symbol) take(symbol);
      else if (isGroup(checker.getTypeAtLocation(node.expression)))
        missing.push(`${componentOf(source.fileName) ?? source.fileName}: ${node.getText(source)} is no text`);
    } else if (ts.isElementAccessExpression(node)) {
      const type = checker.getTypeAtLocation(node.expression);
      const names = namesOf(checker.getTypeAtLocation(node.argumentExpression));
      if (names === null) takeAll(type);
      else names.forEach((name) => takeNamed(type, name));
    } else if (ts.isObjectBindingPattern(node)) {
      const type = checker.getTypeAtLocation(node);
      for (const { propertyName, name } of node.elements) {
        const key = propertyName ?? name;
        if (ts.isIdentifier(key) || ts.isStringLiteral(key)) takeNamed(type, key.text);
      }
    } else if (ts.isCallExpression(node) && /^Object\.(entries|keys|values)$/.test(node.expression.getText(source))) {
      takeAll(checker.getTypeAtLocation(node.arguments[0]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return missing;
}

/** An object of texts, by where it is written. */
function isGroup(type) {
  return (type.symbol?.declarations ?? []).some((declaration) => {
    const { fileName } = declaration.getSourceFile();
    return ts.isObjectLiteralExpression(declaration) && /\/(i18n\/ru(-[\w-]+)?|texts|words)\.ts$/.test(fileName);
  });
}

/** What an index may be; null: anything. */
function namesOf(type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isStringLiteral()) ? parts.map(({ value }) => value) : null;
}

const wrong = unusedTexts(process.argv[2]);
process.stdout.write(wrong.map((line) => `${line}\n`).join(''));
process.exitCode = wrong.length > 0 ? 1 : 0;
