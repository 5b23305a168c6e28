/** The usual counts of something, and whatever is set by other means, as choices. */
export const offered = (usual: readonly number[], current: number, label: (count: number) => string) =>
  [...new Set([...usual, current])]
    .sort((one, other) => one - other)
    .map((count) => ({ value: String(count), label: label(count) }));
