/** The results asked for last, by key; the one not asked for longest goes first. */
export interface Recent<Value> {
  get(key: string, compute: () => Value): Value;
  values(): Iterable<Value>;
}

export function createRecent<Value>(capacity: number): Recent<Value> {
  const kept = new Map<string, Value>();
  return {
    get(key, compute) {
      // has and get apart: undefined is a value like any other.
      const value = kept.has(key) ? (kept.get(key) as Value) : compute();
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    values: () => kept.values(),
  };
}
