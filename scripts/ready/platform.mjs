/** Whether a package of the lockfile is made for this system; its lists name what it is for, or with `!` what not. */
export function isForThisPlatform({ os, cpu, libc }) {
  return fits(os, process.platform) && fits(cpu, process.arch) && (!libc || fits(libc, libcOfThisSystem()));
}

const fits = (list, name) =>
  !list || (list.every((item) => item.startsWith('!')) ? !list.includes(`!${name}`) : list.includes(name));

function libcOfThisSystem() {
  if (process.platform !== 'linux') return undefined;
  process.report.excludeNetwork = true; // else it looks up the names of all open connections
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}
