/** «9:00», «20:30»: minutes after midnight. */
export const timeOfDay = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

const halfHours = Array.from({ length: 48 }, (_, index) => index * 30);

/** Every half hour, and whatever is set by other means. */
export const timesOfDay = (current: number): number[] =>
  [...new Set([...halfHours, current])].sort((one, other) => one - other);
