import { parse } from 'svelte/compiler';

/**
 * A component as TypeScript that names whatever the component names, for looking through with the compiler: the scripts as
 * they stand, then the expressions of the markup in their scopes. It is read, never run, and its types need not fit.
 * @param {string} source
 */
export function componentAsTypeScript(source) {
  const { module, instance, fragment } = parse(source, { modern: true });
  const cut = (node) => source.slice(node.start, Math.max(node.end, node.typeAnnotation?.end ?? 0));
  const script = (part) => (part ? cut(part.content) : '');
  const markup = statements(fragment, cut);
  return `${script(module)}\n${script(instance)}\nfunction eachOf<T>(list: Iterable<T> | ArrayLike<T> | null | undefined): T[] { return []; }\nasync function markup() {\n${markup}\n}\nexport default markup;\n`;
}

/** Of a node of the markup, whatever it is. */
function statements(node, cut) {
  if (!node || node === true) return '';
  if (Array.isArray(node)) return node.map((each) => statements(each, cut)).join('');
  const inner = (part) => statements(part, cut);
  const write = writers[node.type];
  if (write) return write(node, { cut, inner });
  const expression = node.expression ? `(${cut(node.expression)});\n` : '';
  return `${expression}${inner(node.attributes)}${inner(node.value)}{\n${inner(node.nodes ?? node.fragment)}}\n`;
}

const writers = {
  Text: () => '',
  Comment: () => '',
  ConstTag: ({ declaration }, { cut }) => `${cut(declaration)};\n`,
  IfBlock: ({ test, consequent, alternate }, { cut, inner }) =>
    `if (${cut(test)}) ${inner(consequent)} else {\n${inner(alternate)}}\n`,
  EachBlock: ({ expression, context, index, key, body, fallback }, { cut, inner }) =>
    `for (const ${context ? cut(context) : 'each'} of eachOf(${cut(expression)})) {\n` +
    `${index ? `const ${index} = 0;\n` : ''}${key ? `(${cut(key)});\n` : ''}${inner(body)}}\n${inner(fallback)}`,
  AwaitBlock: ({ expression, value, error, pending, then, catch: failed }, { cut, inner }) =>
    `${inner(pending)}try {\n${value ? `const ${cut(value)} = ` : ''}await ${cut(expression)};\n${inner(then)}} ` +
    `catch ${error ? `(${cut(error)})` : ''} {\n${inner(failed)}}\n`,
  SnippetBlock: ({ expression, parameters, body }, { cut, inner }) =>
    `function ${cut(expression)}(${parameters.map(cut).join(', ')}) ${inner(body)}`,
};
