const shape =
  /^(?:(?:CommandOrControl|Command|Control|Alt|Super|Shift)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Insert|Home|End|PageUp|PageDown|Up|Down|Left|Right)$/;

/**
 * Keys as Electron writes them: `CommandOrControl+Alt+K`. They are taken from every other program: with Shift alone a letter
 * from everybody who types, with one more key «Copy», «Undo», the moving by words or the closing of a window. Hence two
 * keys have to be held, one of them not Shift; with those that hardly anything has, one is enough.
 */
export function isAccelerator(keys: string): boolean {
  if (!shape.test(keys)) return false;
  const held = keys.split('+').slice(0, -1);
  const isRare = /\+(?:F\d+|Space|Insert)$/.test(keys) && !/^(?:Alt|Control|CommandOrControl)\+F4$/.test(keys);
  const isEnough = isRare || held.length > 1;
  return isEnough && held.some((key) => key !== 'Shift') && new Set(held).size === held.length;
}
