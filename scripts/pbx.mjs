// npm run pbx [-- --port=8484 --domain=… --key=… --speed=10 …]: the demo PBX alone, for the app or for curl to talk to.
// While it runs it takes commands: `help` lists them.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { entry, Failure } from './ready/console.mjs';
import { inProject } from './ready/paths.mjs';
import { ensureReady } from './ready/ready.mjs';

/** What can be typed while it runs. */
const commands = {
  voicemail: [' a new voicemail, now', (pbx) => pbx.addRecord('voicemail')],
  fax: [' a new fax, now', (pbx) => pbx.addRecord('fax')],
  speed: [' N: N of its seconds pass in one', (pbx, [speed]) => (pbx.clock.speed = Number(speed) || 0)],
  fail: [' KIND [ACTION]: hang, reset, lost, html, cut, broken, notice, empty, …', fail],
  heal: [' all faults are over', (pbx) => pbx.heal()],
  down: [' nobody listens', (pbx) => pbx.down()],
  up: [' listens again', (pbx) => pbx.up()],
  requests: [' the last ten', show],
  rings: [' every phone that rang', (pbx) => print(pbx.rings)],
  violations: [' what a client must not send', (pbx) => print(pbx.violations)],
};

await entry(async () => {
  await ensureReady();
  const { values } = readArguments();
  const { DemoPbx } = await import('../src-main/demo/server.ts');
  const { DemoClock } = await import('../src-main/demo/clock.ts');
  const pbx = new DemoPbx({
    clock: new DemoClock({ speed: numberFrom(values, 'speed') }),
    port: numberFrom(values, 'port'),
    latencyMs: numberFrom(values, 'latency'),
    mediaDir: inProject('resources', 'demo'),
    ...(values.domain && { domain: values.domain }),
    ...(values.key && { key: values.key }),
    ...(values.zone && { timeZone: values.zone }),
    ...(values.seed && { seed: values.seed }),
  });
  const { apiUrl } = await pbx.start();
  process.stdout.write(`apiUrl ${apiUrl}\ndomain ${pbx.domain}\nkey    ${pbx.key}\nzone   ${pbx.timeZone}\n`);
  await untilToldToStop(pbx);
  await pbx.stop();
});

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8484' },
        speed: { type: 'string', default: '1' },
        latency: { type: 'string', default: '0' },
        domain: { type: 'string' },
        key: { type: 'string' },
        zone: { type: 'string' },
        seed: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Failure(error.message);
  }
}

function numberFrom(values, name) {
  const number = Number(values[name]);
  if (!Number.isFinite(number) || number < 0) throw new Failure(`--${name} must be a number: ${values[name]}`);
  return number;
}

function fail(pbx, [kind, action]) {
  const more = { late: { delayMs: 5000 }, slow: { everyMs: 200 }, status: { status: 503 }, result: { result: false } };
  pbx.fail({ kind, ...more[kind] }, action ? { action } : {});
}

function show(pbx) {
  for (const { method, action, refusal, fault } of pbx.requests.slice(-10)) {
    process.stdout.write(`${method} ${action} ${refusal ?? 'ok'}${fault ? ` (${fault})` : ''}\n`);
  }
}

function print(list) {
  process.stdout.write(`${list.map((each) => JSON.stringify(each)).join('\n')}\n`);
}

function untilToldToStop(pbx) {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
    const input = createInterface({ input: process.stdin });
    // Without a terminal its input ends at once; that is no reason to end.
    input.on('line', (line) => void obey(pbx, line.trim().split(/\s+/)));
  }).then(() => process.stdin.destroy());
}

async function obey(pbx, [name = '', ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : null;
  if (command) await command[1](pbx, args);
  else for (const [each, [what]] of Object.entries(commands)) process.stdout.write(`${each}${what}\n`);
}
