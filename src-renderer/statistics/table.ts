/** The same as a chart tells, for those who would rather read it. */
export interface Table {
  head: readonly string[];
  /** The first of a row is what the row is about. */
  rows: readonly (readonly string[])[];
}
