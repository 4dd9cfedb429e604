/**
 * Which rows are selected: ids, whatever the filter shows. Lives outside components, so that it outlasts a visit to
 * another page. Ranges follow the file manager's rule: shift moves the far end of the range that began at the anchor.
 */
export class Selection {
  #ids: ReadonlySet<string> = new Set();
  /** What was selected before the current range. */
  #base: ReadonlySet<string> = new Set();
  #anchor: string | undefined;
  readonly #listeners = new Set<() => void>();

  /** A new set with every change. */
  readonly getSnapshot = (): ReadonlySet<string> => this.#ids;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Where a range begins: the row acted on last without shift. */
  get anchor(): string | undefined {
    return this.#anchor;
  }

  /** The next range begins here; nothing is selected yet. */
  setAnchor(id: string): void {
    this.#anchor = id;
    this.#base = this.#ids;
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#anchor = id;
    this.#base = ids;
    this.#change(ids);
  }

  /** Selects the range from the anchor in place of the range before it. */
  extend(range: Iterable<string>): void {
    const ids = new Set(this.#base);
    for (const id of range) ids.add(id);
    this.#change(ids);
  }

  /** Adds to what is selected. */
  add(ids: Iterable<string>): void {
    const all = new Set(this.#ids);
    for (const id of ids) all.add(id);
    this.#base = all;
    this.#change(all);
  }

  replace(ids: Iterable<string>): void {
    this.#base = new Set(ids);
    this.#anchor = undefined;
    this.#change(this.#base);
  }

  clear(): void {
    this.#anchor = undefined;
    this.#base = new Set();
    if (this.#ids.size > 0) this.#change(this.#base);
  }

  #change(ids: ReadonlySet<string>) {
    this.#ids = ids;
    for (const listener of this.#listeners) listener();
  }
}
