/** A section's upper edge at the top of what is seen counts as read a little before it is there. */
const aheadPx = 24;

/** The page, scrolled: all in pixels. */
export interface Scrolled {
  /** Upper edges of the sections, from the top of what is seen; ascending. */
  edges: readonly number[];
  top: number;
  seenHeight: number;
  wholeHeight: number;
}

/**
 * The section that is read: the one at the top of what is seen. On the last screen the line moves down with the rest of
 * the way, so that the sections that never reach the top have their turn, too, and the last one at the end. -1: none.
 */
export function sectionRead({ edges, top, seenHeight, wholeHeight }: Scrolled): number {
  const left = Math.max(0, wholeHeight - seenHeight - top);
  const way = Math.min(seenHeight, wholeHeight - seenHeight);
  const line = way > 0 && left < way ? seenHeight * (1 - left / way) : 0;
  return Math.max(
    edges.length > 0 ? 0 : -1,
    edges.findLastIndex((edge) => edge <= Math.max(aheadPx, line)),
  );
}
