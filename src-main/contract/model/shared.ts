import * as v from 'valibot';
import type { ErrorCode, Params } from '../errors.ts';

/** A line of text, trimmed. */
export const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

export const Id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));

/** A code with the values for its sentence. */
export interface Notice {
  code: ErrorCode;
  params?: Params;
}

export interface Page<T> {
  items: T[];
  /** Give it back as `after` for the next page; null: that was the last. */
  next: string | null;
}
