import { openCache } from '../../../../src-main/cache/open.ts';
import { steps } from './later-migrations.ts';

// Run as a process of its own: brings the file up to date and is killed when it reaches the given step.

const [file = '', keyHex = '', last = ''] = process.argv.slice(2);
const reach = (step: string) => {
  if (step === last) process.kill(process.pid, 'SIGKILL');
};
openCache({ file, keyHex }, steps(reach), 0);
reach('after');
