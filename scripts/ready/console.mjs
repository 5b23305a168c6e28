// All messages go to stderr, so that a script's stdout holds its result only (`npm run --silent electron:path`).

const started = Date.now();

/** One line that says what is being done. */
export function say(text) {
  process.stderr.write(`sputnik: ${text}\n`);
}

/** Seconds since the script began, for messages: `12.3 s`. */
export function elapsed(sinceMs = started) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** A failure whose message is meant for the person at the keyboard: what happened, and what to do. */
export class Failure extends Error {}

/** Runs an entry script: a `Failure` ends it with its sentence, anything else with its stack. */
export async function entry(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    process.stderr.write(error instanceof Failure ? `\nsputnik: ${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
}
