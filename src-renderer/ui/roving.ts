interface Rows {
  /** The row that has the focus now. */
  from: number;
  count: number;
  /** Rows that a page up or down goes. */
  page: number;
  /** Whether a row may take the focus; headings may not. */
  open: (index: number) => boolean;
}

/** Where a key takes the focus in a list of rows; null: the key means nothing here, or there is nowhere to go. */
export function destination(key: string, { from, count, page, open }: Rows): number | null {
  const targets: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = targets[key];
  if (wanted === undefined || count === 0) return null;
  const target = Math.min(count - 1, Math.max(0, wanted));
  const ahead = key === 'ArrowDown' || key === 'PageDown' || key === 'Home' ? 1 : -1;
  return nearest(target, ahead, count, open) ?? nearest(target, -ahead, count, open);
}

function nearest(from: number, direction: number, count: number, open: Rows['open']): number | null {
  for (let index = from; index >= 0 && index < count; index += direction) if (open(index)) return index;
  return null;
}
