import type { RecordKind } from '../vats/model.ts';

const secondMs = 1000;

/** What the PC tells about itself and about the person before it. */
export interface Environment {
  onBattery: boolean;
  /** Nobody has touched the PC for some minutes. */
  idle: boolean;
  locked: boolean;
  /** The system's own opinion. False may be wrong (a tunnel, the demo on the loopback): see `pollPauseMs`. */
  online: boolean;
}

export const atWork: Environment = { onBattery: false, idle: false, locked: false, online: true };

/** A voicemail waits for a person; a call record only tells what somebody already knows. */
const usualMs: Record<RecordKind, number> = { voicemail: 45 * secondMs, fax: 45 * secondMs, call: 180 * secondMs };
/** The first questions after the start: the person is waiting, but an office switches its PCs on all at once. */
const startWithinMs: Record<RecordKind, number> = { voicemail: 2 * secondMs, fax: 4 * secondMs, call: 8 * secondMs };

/**
 * From one good answer to the next question. Slower when nobody looks, or on battery. Without a network too, but never
 * not at all: the system is sometimes wrong about it, and a question that cannot leave costs nothing.
 * `random` in [0, 1) keeps the PCs of an office out of step.
 */
export function pollPauseMs(kind: RecordKind, environment: Environment, random: number): number {
  const { onBattery, idle, locked, online } = environment;
  const slower = !online || idle || locked ? 4 : onBattery ? 2 : 1;
  return usualMs[kind] * slower * (0.8 + 0.4 * random);
}

export function startPauseMs(kind: RecordKind, random: number): number {
  return startWithinMs[kind] * random;
}

/** «At once»: the network of a whole office comes back at the same moment. */
export function hurryPauseMs(random: number): number {
  return 1.5 * secondMs * random;
}

/** Between two pieces of the past. Nobody misses the year before last while the battery runs down. */
export function pastPauseMs({ onBattery }: Environment, random: number): number {
  return (onBattery ? 50 : 10) * secondMs * (1 + 2 * random);
}

/** Somebody came back, or the network did: what was put off is wanted now. */
export function isBack(before: Environment, after: Environment): boolean {
  return (before.locked && !after.locked) || (before.idle && !after.idle) || (!before.online && after.online);
}
