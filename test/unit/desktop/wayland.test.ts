import { expect, it } from 'vitest';
import { askPortalForKeys } from '../../../src-main/desktop/wayland.ts';

function features(platform: NodeJS.Platform, session: string | undefined, given = ''): string {
  let value = given;
  const switches = {
    getSwitchValue: () => value,
    appendSwitch: (_: string, next?: string) => void (value = next ?? ''),
  };
  askPortalForKeys(switches, { platform, env: { XDG_SESSION_TYPE: session } });
  return value;
}
const portal = 'GlobalShortcutsPortal,GlobalShortcutsPortalPreferredTrigger';

it('on Wayland the portal is asked for the keys, beside what was switched on by hand', () => {
  expect(features('linux', 'wayland')).toBe(portal);
  expect(features('linux', 'wayland', 'Vulkan,GlobalShortcutsPortal')).toBe(`Vulkan,${portal}`);
});

it.each([
  ['linux', 'x11'],
  ['linux', undefined],
  ['win32', undefined],
  ['darwin', undefined],
] as const)('elsewhere nothing is changed: %s, %s', (platform, session) => {
  expect(features(platform, session, 'Vulkan')).toBe('Vulkan');
});
