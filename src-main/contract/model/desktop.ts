/** How the program stands with the system it runs on: what the system itself says, not what was asked of it. */
export interface DesktopView {
  /**
   * Of the palette. `taken`: another program has the same keys. `unknown`: the system knows no such keys. `off`: none were
   * chosen. On Wayland, where the desktop hands them out: `asked` or `refused`; what it makes of the first it does not tell.
   */
  shortcut: 'set' | 'taken' | 'unknown' | 'asked' | 'refused' | 'off';
  startsWithSystem: boolean;
  /** Who opens `tel:` links. */
  links: 'ours' | 'others';
}
