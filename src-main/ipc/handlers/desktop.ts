import type { DesktopView } from '../../contract/model.ts';
import type { Autostart } from '../../desktop/autostart.ts';
import type { Handlers } from '../door.ts';

type DesktopCalls = Pick<Handlers, Extract<keyof Handlers, `desktop.${string}`>>;

interface DesktopCallsOptions {
  shortcut(): DesktopView['shortcut'];
  autostart: Autostart;
  links: { whose(): Promise<DesktopView['links']>; take(): Promise<void> };
}

/** What is set in the system itself; each answers with how it stands afterwards. */
export function desktopCalls({ shortcut, autostart, links }: DesktopCallsOptions): DesktopCalls {
  const state = async () => ({
    shortcut: shortcut(),
    startsWithSystem: autostart.on,
    links: await links.whose(),
  });
  return {
    'desktop.state': state,
    'desktop.startWithSystem': ({ on }) => {
      autostart.set(on);
      return state();
    },
    'desktop.takeLinks': async () => {
      await links.take();
      return state();
    },
  };
}
