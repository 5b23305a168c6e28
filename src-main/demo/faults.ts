import type { ActionName } from '../vats/actions.ts';
import type { Php } from './php-json.ts';

/**
 * Ways in which a PBX, its web server, or what lies in between goes wrong. `down` is not among them: a port on which
 * nobody listens is `DemoPbx.down()`.
 */
export type Fault =
  /** The request is read, and never answered. */
  | { kind: 'hang' }
  /** The connection is cut before the request is looked at. */
  | { kind: 'reset' }
  /** Carried out, then the connection is cut without a byte of an answer. */
  | { kind: 'lost' }
  /** Carried out; the answer comes so much later (real time). */
  | { kind: 'late'; delayMs: number }
  /** The answer drips in byte by byte. */
  | { kind: 'slow'; everyMs: number }
  /** A page instead of an answer: a login page, a provider's block page (200), a proxy's error (502). */
  | { kind: 'html'; status?: number }
  /** An HTTP status, with nothing in it. */
  | { kind: 'status'; status: number }
  | { kind: 'redirect'; to?: string }
  /** Half of the JSON, as if complete. */
  | { kind: 'cut' }
  /** Half of the JSON, then the connection breaks. */
  | { kind: 'broken' }
  /** PHP's notice before the JSON. */
  | { kind: 'notice' }
  /** Nothing at all, with status 200: a fatal error of a PHP that shows none. */
  | { kind: 'empty' }
  /** `{"result": …}` with whatever is given: `false`, `null`, a string, a shape that makes no sense. */
  | { kind: 'result'; result: Php }
  /** The good answer with records in between that nobody can read; how many: `badRecords.length`. */
  | { kind: 'bad-records' };

export interface FaultScope {
  /** Only this action, or only files; all, if not given. */
  action?: ActionName | 'file';
  /** How many requests it hits; all until it is taken back, if not given. */
  times?: number;
  /** Is the request carried out all the same? As its kind suggests, if not given. */
  carriesOut?: boolean;
}

interface Standing {
  fault: Fault;
  scope: FaultScope;
  left: number;
}

/** Kinds that happen before anything reaches the PBX's own program. */
const beforehand = new Set<Fault['kind']>(['hang', 'reset', 'html', 'status', 'redirect', 'empty']);

/** A PBX that answers with a sentence has refused; all others that get so far have done as asked. */
function carriesOut(fault: Fault): boolean {
  return !beforehand.has(fault.kind) && !(fault.kind === 'result' && typeof fault.result === 'string');
}

/** What goes wrong, as long as it does. The fault switched on last comes first. */
export class Faults {
  #standing: Standing[] = [];

  /** Returns what takes it back. */
  add(fault: Fault, scope: FaultScope = {}): () => void {
    const standing = { fault, scope, left: scope.times ?? Infinity };
    this.#standing.unshift(standing);
    return () => {
      this.#standing = this.#standing.filter((each) => each !== standing);
    };
  }

  clear(): void {
    this.#standing = [];
  }

  /** The fault that hits this request, if any; counts as one of its times. */
  hit(action: string): { fault: Fault; carriesOut: boolean } | null {
    const hit = this.#standing.find(({ scope, left }) => left > 0 && (scope.action ?? action) === action);
    if (!hit) return null;
    hit.left -= 1;
    return { fault: hit.fault, carriesOut: hit.scope.carriesOut ?? carriesOut(hit.fault) };
  }
}

/** What `bad-records` puts among the good ones. */
export const badRecords: readonly Php[] = [
  null,
  'Segmentation fault',
  { dt: '0000-00-00 00:00:00', num_a: '', num_b: null },
  [],
];

/** The answer's value with bad records mixed in; a value that is no list or map stays as it is. */
export function withBadRecords(value: Php): Php {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Map) {
    const good = [...(value as ReadonlyMap<string | number, Php>)];
    // Names that no record has, so that nothing good is replaced.
    const bad = badRecords.map((record, index): [string, Php] => [`x${index}`, record]);
    return new Map([...bad.slice(0, 2), ...good, ...bad.slice(2)]);
  }
  return Array.isArray(value) ? [...badRecords.slice(0, 2), ...(value as Php[]), ...badRecords.slice(2)] : value;
}

/** The page that a web server, a proxy or a provider sends instead. */
export function htmlPage(status: number, words: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${status} ${words}</title></head>\n<body><center><h1>${status} ${words}</h1></center><hr><center>nginx</center></body></html>\n`;
}

export const phpNotice = '<br />\n<b>Notice</b>:  Undefined index: task in <b>api.php</b> on line <b>12</b><br />\n';
