import type { CommandLine } from 'electron';

type Surroundings = Pick<NodeJS.Process, 'platform' | 'env'>;

/** There no program takes keys for itself: the desktop hands them out, after it has asked the person. */
export const isWayland = ({ platform, env }: Surroundings): boolean =>
  platform === 'linux' && env['XDG_SESSION_TYPE'] === 'wayland';

/**
 * `globalShortcut` asks the desktop's portal (Electron 35 and later); with the second feature for just the chosen keys, and
 * on GNOME at all. Newer ones do so by themselves.
 * See https://www.electronjs.org/docs/latest/api/global-shortcut and electron/electron#52221.
 */
const portalFeatures = ['GlobalShortcutsPortal', 'GlobalShortcutsPortalPreferredTrigger'];

/** Before the program is ready. What the person has switched on at the command line stays on. */
export function askPortalForKeys(
  switches: Pick<CommandLine, 'getSwitchValue' | 'appendSwitch'>,
  on: Surroundings,
): void {
  if (!isWayland(on)) return;
  const others = switches.getSwitchValue('enable-features').split(',').filter(Boolean);
  switches.appendSwitch('enable-features', [...new Set([...others, ...portalFeatures])].join(','));
}
