/** How one value differs in shape from an example: what is missing or of another type, and what is there beside it. */
export interface ShapeDifference {
  problems: string[];
  /** Keys the example does not have, as `devices[].imei`. */
  additions: string[];
}

/**
 * Compares by the example: every key of it is there with the same JSON type, in every entry of a list. Both as read by
 * `parseJson`: a bigint is what is spelled as an integer. A list that has entries in the example has some.
 */
export function compareShape(example: unknown, actual: unknown, at = ''): ShapeDifference {
  if (kindOf(example) !== kindOf(actual) && !isWholeNumber(example, actual)) {
    return { problems: [`${at} is ${kindOf(actual)}, not ${kindOf(example)}`], additions: [] };
  }
  if (Array.isArray(example)) {
    // Of the same kind, so a list as well.
    const entries = actual as unknown[];
    if (example.length > 0 && entries.length === 0) return { problems: [`${at} is empty`], additions: [] };
    return merge(entries.map((entry) => compareShape(example[0], entry, `${at}[]`)));
  }
  if (typeof example !== 'object' || example === null) return { problems: [], additions: [] };
  const [wanted, given] = [example, actual] as Record<string, unknown>[];
  const pathOf = (key: string) => (at === '' ? key : `${at}.${key}`);
  const keys = Object.keys(wanted ?? {});
  return merge([
    ...keys.map((key) =>
      Object.hasOwn(given ?? {}, key)
        ? compareShape(wanted?.[key], given?.[key], pathOf(key))
        : { problems: [`${pathOf(key)} is missing`], additions: [] },
    ),
    {
      problems: [],
      additions: Object.keys(given ?? {})
        .filter((key) => !keys.includes(key))
        .map(pathOf),
    },
  ]);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'bigint' ? 'integer' : typeof value;
}

/** Where the reference prints 15.8, a whole 16 is as good. */
function isWholeNumber(example: unknown, actual: unknown): boolean {
  return typeof example === 'number' && typeof actual === 'bigint';
}

function merge(parts: readonly ShapeDifference[]): ShapeDifference {
  return {
    problems: parts.flatMap(({ problems }) => problems),
    additions: [...new Set(parts.flatMap(({ additions }) => additions))].sort(),
  };
}
