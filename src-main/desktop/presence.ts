import { powerMonitor, net } from 'electron';
import type { Stop } from '../clock.ts';
import type { Environment } from '../sync/schedule.ts';

/** Whoever has not touched the PC for so long is away. */
const idleAfterSeconds = 300;
const lookEveryMs = 30_000;

interface PresenceOptions {
  onChanged(environment: Environment): void;
  /** The PC is about to sleep, or has woken up. */
  onSleep(): void;
  onWake(): void;
}

/** Watches what the system tells of the PC and of the person before it. */
export function watchPresence({ onChanged, onSleep, onWake }: PresenceOptions): Stop {
  let locked = false;
  const look = () => {
    const idle = powerMonitor.getSystemIdleTime() >= idleAfterSeconds;
    onChanged({ onBattery: powerMonitor.isOnBatteryPower(), idle, locked, online: net.isOnline() });
  };
  const lock = (now: boolean) => () => {
    locked = now;
    look();
  };
  const listeners = {
    'on-ac': look,
    'on-battery': look,
    'lock-screen': lock(true),
    'unlock-screen': lock(false),
    suspend: onSleep,
    resume: onWake,
  } as const;
  const names = Object.keys(listeners) as (keyof typeof listeners)[];
  // One signature an event in Electron's types; none of these carries anything.
  const monitor: NodeJS.EventEmitter = powerMonitor;
  for (const name of names) monitor.on(name, listeners[name]);
  const timer = setInterval(look, lookEveryMs);
  look();
  return () => {
    clearInterval(timer);
    for (const name of names) monitor.off(name, listeners[name]);
  };
}
