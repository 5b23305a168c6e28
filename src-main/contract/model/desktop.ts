/** How the program stands with the system it runs on: what the system itself says, not what was asked of it. */
export interface DesktopView {
  /** Of the palette. `taken`: another program has the same keys. `off`: none was chosen. */
  shortcut: 'set' | 'taken' | 'off';
  startsWithSystem: boolean;
  /** Who opens `tel:` links. */
  links: 'ours' | 'others';
}
