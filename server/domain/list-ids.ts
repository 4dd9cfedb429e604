/** How many ids a message names before it only counts. */
const NAMED = 5;

/**
 * Says of ids that something is wrong with them, naming the first few: "3 devices do not exist: 11, 12, 13".
 * `what` is the thing in singular and plural, with what is wrong.
 */
export function describeIds(ids: readonly bigint[], [one, many]: readonly [string, string]): string {
  const distinct = [...new Set(ids)];
  const named = distinct.slice(0, NAMED).join(', ');
  const rest = distinct.length > NAMED ? ` and ${distinct.length - NAMED} more` : '';
  return `${distinct.length === 1 ? `1 ${one}` : `${distinct.length} ${many}`}: ${named}${rest}`;
}
