import workerAddress from './pages.worker.ts?worker&url';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): {
    createScriptURL(address: string): string;
  };
}

/** The only script besides its own that the page can start: the content policy lets nobody make another such policy. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('sputnik-worker', {
  createScriptURL: (address) => {
    if (address !== workerAddress) throw new TypeError('not our worker');
    return address;
  },
});

export function startPagesWorker(): Worker {
  return new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, { type: 'module', name: 'pages' });
}
