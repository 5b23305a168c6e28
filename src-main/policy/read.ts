import * as v from 'valibot';
import type { Notice } from '../contract/model.ts';
import { parseSettings } from '../settings/file.ts';
import { isRecord } from '../settings/read.ts';
import { noPolicy, policyParts, type Policy } from './shape.ts';

export interface ReadPolicy {
  policy: Policy;
  /** What has to be said about the file, to the person and in the log; each code once. */
  notices: Notice[];
}

/** What a secret would be called. None of the fields that exist is. */
const secretName = /key|pass|secret|token|ключ|парол/i;

/** Reads the file's text, field by field: a wrong one is named and takes no other with it. What is no JSON sets nothing. */
export function readPolicy(text: string): ReadPolicy {
  const given = parsed(text);
  if (given === null) return { policy: noPolicy, notices: [{ code: 'policy-broken' }] };
  const wrong: string[] = [];
  const policy = { presets: readPart('presets', given, wrong), locked: readPart('locked', given, wrong) } as Policy;
  wrong.push(...Object.keys(given).filter((name) => !Object.hasOwn(policyParts, name)));

  const isSecret = (path: string) => secretName.test(path.slice(path.indexOf('.') + 1));
  const secrets = wrong.filter(isSecret);
  const others = wrong.filter((path) => !isSecret(path));
  const notices: Notice[] = [];
  if (secrets.length > 0) notices.push({ code: 'policy-secret', params: { fields: listed(secrets) } });
  if (others.length > 0) notices.push({ code: 'policy-fields', params: { fields: listed(others) } });
  return { policy, notices };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const given: unknown = parseSettings(text);
    return isRecord(given) ? given : null;
  } catch {
    return null;
  }
}

function readPart(part: keyof Policy, given: Readonly<Record<string, unknown>>, wrong: string[]) {
  const fields = given[part] ?? {};
  if (!isRecord(fields)) {
    wrong.push(part);
    return {};
  }
  const schemas = policyParts[part];
  const good = Object.entries(fields).flatMap(([name, value]) => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    const result = schema && v.safeParse(schema, value);
    if (result?.success) return [[name, result.output] as const];
    wrong.push(`${part}.${name}`);
    return [];
  });
  return Object.fromEntries(good);
}

const listedMax = 6;
const nameMax = 40;

/** Names are the administrator's own words, or anybody's: a few, and short, and of letters. */
function listed(paths: readonly string[]): string {
  const shown = paths
    .slice(0, listedMax)
    .map((path) => path.replaceAll(/[^\p{L}\p{N}._$-]+/gu, '?').slice(0, nameMax) || '?');
  return [...shown, ...(paths.length > listedMax ? ['…'] : [])].join(', ');
}
