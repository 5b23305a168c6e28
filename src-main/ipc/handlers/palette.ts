import type { Session } from '../../account/session.ts';
import type { PaletteLauncher } from '../../palette/launcher.ts';
import type { Handlers } from '../door.ts';

type PaletteCalls = Pick<Handlers, Extract<keyof Handlers, `palette.${string}`>>;

interface PaletteCallsOptions {
  session(): Session;
  launcher: PaletteLauncher;
  fit(height: number): void;
}

export function paletteCalls({ session, launcher, fit }: PaletteCallsOptions): PaletteCalls {
  return {
    'palette.find': (query) => session().palette.find(query, launcher.namedBy(query.text)),
    'palette.open': () => launcher.open(),
    'palette.opening': () => launcher.opening(),
    'palette.drawn': ({ height }) => fit(height),
    'palette.hide': () => launcher.hide(),
    'palette.handOver': (order) => launcher.handOver(order),
    'palette.openWindow': () => launcher.openWindow(),
  };
}
