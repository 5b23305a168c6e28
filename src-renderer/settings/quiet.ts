/** «9:00», «20:30»: minutes after midnight. */
export const timeOfDay = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** Every half hour of a day. */
export const halfHours = Array.from({ length: 48 }, (_, index) => index * 30);
