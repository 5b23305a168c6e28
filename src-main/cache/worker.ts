import { parentPort as threadPort } from 'node:worker_threads';
import type { CacheRequest } from './protocol.ts';
import { CacheService } from './service.ts';

/** The cache's process: Electron's utility process in the app, a worker thread in tests. All else is in the service. */

interface UtilityPort {
  on(event: 'message', listener: (event: { data: CacheRequest }) => void): void;
  postMessage(message: unknown): void;
}

const utilityPort = (process as { parentPort?: UtilityPort }).parentPort;
const service = new CacheService();

utilityPort?.on('message', ({ data }) => utilityPort.postMessage(service.answer(data)));
threadPort?.on('message', (request: CacheRequest) => threadPort?.postMessage(service.answer(request)));
