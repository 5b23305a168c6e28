import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callNames } from './contract/calls.ts';
import type { SputnikEvent } from './contract/events.ts';
import { callChannel, eventChannel, type CallTable, type SputnikBridge } from './contract/reply.ts';

/**
 * Runs in the sandbox, before the page. The page gets one function a call of the contract and nothing else: neither the
 * channel nor `ipcRenderer`.
 */
const call = Object.fromEntries(
  callNames.map((name) => [
    name,
    (input: unknown, account: unknown) => ipcRenderer.invoke(callChannel, name, input, account),
  ]),
) as unknown as CallTable;

const listen: SputnikBridge['listen'] = (onEvent) => {
  const forward = (_: IpcRendererEvent, event: SputnikEvent) => onEvent(event);
  ipcRenderer.on(eventChannel, forward);
  return () => void ipcRenderer.off(eventChannel, forward);
};

contextBridge.exposeInMainWorld('sputnik', { call, listen } satisfies SputnikBridge);
