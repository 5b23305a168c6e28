/** A value as PHP would hold it: a Map is a PHP array with keys in their own order, integers among them. */
export type Php =
  | string
  | number
  | boolean
  | null
  | readonly Php[]
  | ReadonlyMap<string | number, Php>
  | { readonly [name: string]: Php };

/**
 * `json_encode()` with its habits: `/` and everything beyond ASCII escaped, an empty array `[]` whatever it was to hold,
 * a map with keys 0, 1, 2… in a row a list, and integer keys left in the order of the map (a JavaScript object sorts
 * them upwards, which is why JSON.stringify cannot do this).
 */
export function phpJson(value: Php): string {
  if (typeof value === 'string') return phpString(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(phpJson).join(',')}]`;
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string | number, Php>)] : Object.entries(value);
  if (entries.every(([key], place) => String(key) === String(place))) {
    return `[${entries.map(([, item]) => phpJson(item)).join(',')}]`;
  }
  return `{${entries.map(([key, item]) => `${phpString(String(key))}:${phpJson(item)}`).join(',')}}`;
}

const isList = (value: object): value is readonly Php[] => Array.isArray(value);

/** Printable ASCII without quote and backslash: most strings, and only slashes to escape in them. */
const plain = /^[ !#-[\]-~]*$/;

function phpString(text: string): string {
  if (plain.test(text)) return `"${text.replaceAll('/', '\\/')}"`;
  return JSON.stringify(text)
    .replace(/\//g, '\\/')
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `array_filter()`: keeps the keys of what stays, so that whatever goes missing leaves a hole. */
export function phpFilter<T>(list: readonly T[], keep: (item: T) => boolean): ReadonlyMap<number, T> {
  return new Map(list.map((item, key) => [key, item] as const).filter(([, item]) => keep(item)));
}
