/** What stands in a cell, whatever the file's format. */
export type Cell =
  | { of: 'text'; text: string }
  /** A telephone number as it is shown, or what is shown in its place: never a sum to count with. */
  | { of: 'phone'; display: string }
  /** A moment; shown on this PC's clock. */
  | { of: 'time'; atMs: number }
  | { of: 'duration'; seconds: number };

export interface Column {
  title: string;
  /** In characters. */
  width: number;
}

export interface TableLayout {
  sheet: string;
  columns: readonly Column[];
  /** Excel's format of a moment, in the order in which the person's language writes it. */
  timeFormat: 'dd.mm.yyyy hh:mm:ss' | 'yyyy-mm-dd hh:mm:ss';
}

/** Rows as they come, some at a time. */
export type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

/** Excel takes no longer text; what is longer is cut. */
export const longestText = 32_767;
