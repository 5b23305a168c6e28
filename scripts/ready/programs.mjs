import fs from 'node:fs';
import path from 'node:path';

export const isOnPath = (program) => findOnPath(program) !== undefined;

/** The full name of a program, if there is one of that name. */
export function findOnPath(program) {
  const places = (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, program));
  return places.find((place) => fs.existsSync(place));
}
