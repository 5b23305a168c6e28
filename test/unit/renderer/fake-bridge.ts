import type { CallName, Input, Output } from '../../../src-main/contract/calls.ts';
import { Failure, type ErrorCode, type Params } from '../../../src-main/contract/errors.ts';
import type { SputnikEvent, Topic } from '../../../src-main/contract/events.ts';
import type { Ask, Listen } from '../../../src-renderer/bridge.ts';

type Answers = { [N in CallName]?: (input: Input<N>) => Output<N> | Promise<Output<N>> };

/** Stands in for main: answers what a test prepared, and remembers what it was asked. */
export function fakeBridge(answers: Answers) {
  const asked: { name: CallName; input: unknown; account: string | undefined }[] = [];
  const listeners = new Set<(event: SputnikEvent) => void>();
  const askFor = (account?: string) => {
    const ask = async (name: CallName, input?: unknown) => {
      asked.push({ name, input, account });
      const answer = answers[name] as ((input: unknown) => unknown) | undefined;
      if (!answer) throw new Error(`not prepared: ${name}`);
      return answer(input);
    };
    return ask as Ask;
  };
  const listen: Listen = (onEvent) => {
    listeners.add(onEvent);
    return () => listeners.delete(onEvent);
  };
  return {
    ask: askFor(),
    askFor,
    listen,
    asked,
    inputsOf: (name: CallName) => asked.filter((call) => call.name === name).map((call) => call.input),
    changed: (topic: Topic) => listeners.forEach((tell) => tell({ type: 'changed', topic })),
    emit: (event: SputnikEvent) => listeners.forEach((tell) => tell(event)),
    listening: () => listeners.size,
  };
}

export function refuse(code: ErrorCode, params?: Params): () => never {
  return () => {
    throw new Failure(code, params ? { params } : {});
  };
}

/** Lets everything that waits for a promise go on. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
