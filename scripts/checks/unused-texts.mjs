import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inProject } from '../ready/paths.mjs';

const texts = inProject('src-renderer', 'i18n');

/**
 * Texts that nobody shows. A missing one fails the types; one too many would be translated for ever. A text counts as
 * shown if some source names both its section and itself, or takes something of its group by a variable.
 * @returns {string[]} a line for each, empty: all is well
 */
export function unusedTexts() {
  const sources = sourcesUnder(inProject('src-renderer')).map((file) => fs.readFileSync(file, 'utf8'));
  return russianTexts()
    .filter(({ keys }) => !sources.some((source) => shows(source, keys)))
    .map(({ keys, file }) => `${path.basename(file)}: ${keys.join('.')} is shown nowhere`);
}

/** Every text with the names that lead to it, from the outermost section. */
function russianTexts() {
  // The sentences of errors are taken by the codes of the contract: the types see to it that there is none too many.
  const files = fs.readdirSync(texts).filter((name) => /^ru(-[\w-]+)?\.ts$/.test(name) && name !== 'ru-errors.ts');
  return files.flatMap((name) => {
    const file = path.join(texts, name);
    const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    return source.statements.filter(isExportedConstant).flatMap((statement) => {
      const [{ initializer }] = statement.declarationList.declarations;
      return ts.isObjectLiteralExpression(initializer) ? leaves(initializer, []).map((keys) => ({ keys, file })) : [];
    });
  });
}

const isExportedConstant = (statement) =>
  ts.isVariableStatement(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function leaves(object, above) {
  return object.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => {
    const keys = [...above, name.text];
    return ts.isObjectLiteralExpression(initializer) ? leaves(initializer, keys) : [keys];
  });
}

function sourcesUnder(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !(path.dirname(file) === texts && /^(ru|en)\b/.test(path.basename(file))));
}

function shows(source, keys) {
  const [section] = keys;
  const word = (name) => new RegExp(`\\b${name}\\b`).test(source);
  if (!word(section)) return false;
  const alias = new RegExp(`\\b(\\w+) = [^;\\n]*\\.${section}\\)?;`).exec(source)?.[1] ?? section;
  if ([section, alias, ...keys.slice(1, -1)].some((group) => takesByVariable(source, group))) return true;
  const text = escaped(keys.at(-1));
  return new RegExp(`(\\.|['"]|[{,]\\s*)${text}(?![\\w-])`).test(source);
}

const takesByVariable = (source, group) =>
  new RegExp(`\\b${group}\\[|Object\\.(entries|keys|values)\\([^)]*\\b${group}\\b`).test(source);

const escaped = (name) => name.replaceAll(/[^\w-]/g, '\\$&');
