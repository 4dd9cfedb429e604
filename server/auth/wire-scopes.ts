import { AREAS, OPERATIONS, type Scope } from '../contract/scopes.ts';
import { ALL_SCOPES } from './roles.ts';

const PREFIX = 'MDMOnDemand.';

/** What a scope as written on the wire stands for, by its lower-case form (reference: "List of scopes available"). */
const MEANINGS = new Map<string, readonly Scope[]>([
  ['fullaccess.all', ALL_SCOPES],
  ['fullaccess', ALL_SCOPES],
  ...AREAS.flatMap((area): [string, readonly Scope[]][] => {
    const whole = OPERATIONS.map((operation): Scope => `${area}.${operation}`);
    return [
      [area.toLowerCase(), whole],
      [`${area}.all`.toLowerCase(), whole],
      ...whole.map((scope): [string, readonly Scope[]] => [scope.toLowerCase(), [scope]]),
    ];
  }),
]);

/** `MDMOnDemand.MDMInventory.READ`: the form that the authorization server keeps and answers with. */
export function toWireScope(scope: Scope): string {
  return `${PREFIX}${scope}`;
}

/**
 * Reads a list of scopes separated by commas, spaces or both, in any case; `ALL` and `fullaccess` forms are expanded.
 * Each scope is answered once, in the order of the reference; what is no scope is listed in `unknown` as it was written.
 */
export function readWireScopes(text: string): { scopes: Scope[]; unknown: string[] } {
  const found = new Set<Scope>();
  const unknown: string[] = [];
  for (const written of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const lower = written.toLowerCase();
    const meaning = lower.startsWith(PREFIX.toLowerCase())
      ? MEANINGS.get(lower.slice(PREFIX.length))
      : undefined;
    if (meaning === undefined) unknown.push(written);
    else for (const scope of meaning) found.add(scope);
  }
  return { scopes: ALL_SCOPES.filter((scope) => found.has(scope)), unknown };
}
