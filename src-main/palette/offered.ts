import type { OfferedNumber } from '../contract/model.ts';
import { readNumber } from '../vats/numbers.ts';

export interface CopiedText {
  from: OfferedNumber['from'];
  text: string;
}

/** What is copied is as long as it likes; a number is not. */
const longest = 60;

/** Which of the copied texts are numbers, each person once. Extensions are not offered: any short number would be one. */
export function offeredNumbers(copied: readonly CopiedText[]): OfferedNumber[] {
  const offered: OfferedNumber[] = [];
  for (const { from, text } of copied) {
    if (text.length > longest) continue;
    const read = readNumber(text.trim());
    if (read.kind !== 'phone' || offered.some(({ number }) => number === read.number)) continue;
    offered.push({ from, number: read.number, display: read.display });
  }
  return offered;
}
