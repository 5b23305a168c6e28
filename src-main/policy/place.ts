import path from 'node:path';

/** Where the policy lies, and whose word counts there. */
export interface PolicyPlace {
  file: string;
  /** Ids of the users whose file it may be; null: the system has none (Windows). */
  owners: readonly number[] | null;
  /** Groups that may write, since only administrators are in them. */
  groups: readonly number[];
  /** Folders are looked at from the file's own up to this one. */
  upTo: string;
}

interface Surroundings {
  platform: NodeJS.Platform;
  programData: string | undefined;
  isPackaged: boolean;
  /** What the program was started with. */
  words: readonly string[];
  /** Of the person who started it. */
  userId: number | undefined;
}

const switchName = '--policy=';

/** macOS: `admin`. Its members are who may administer the PC. */
const macAdministrators = 80;

/**
 * The one place of the system. Only a program that is run from its source, by a developer or a test, can be told another
 * one (`--policy=<file>`), and takes there the word of whoever runs it; an installed one never looks at the switch.
 */
export function policyPlace({ platform, programData, isPackaged, words, userId }: Surroundings): PolicyPlace {
  const given = isPackaged ? undefined : words.find((word) => word.startsWith(switchName));
  if (given !== undefined) {
    const file = path.resolve(given.slice(switchName.length));
    const owners = userId === undefined ? null : [0, userId];
    return { file, owners, groups: [0], upTo: path.dirname(file) };
  }
  if (platform === 'win32') {
    const folder = path.win32.join(programData || 'C:\\ProgramData', 'VATS Sputnik');
    return { file: path.win32.join(folder, 'policy.json'), owners: null, groups: [], upTo: folder };
  }
  if (platform === 'darwin') {
    const file = '/Library/Application Support/VATS Sputnik/policy.json';
    return { file, owners: [0], groups: [0, macAdministrators], upTo: '/' };
  }
  return { file: '/etc/vats-sputnik/policy.json', owners: [0], groups: [0], upTo: '/' };
}
