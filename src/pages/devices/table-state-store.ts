import type { TableState } from '../../table/model.ts';

/** Long enough to let a word be typed, short enough that a copied address is right; browsers also cap how often it may change. */
const TYPING_PAUSE_MS = 250;

interface Codec {
  parse: (search: string) => TableState;
  /** Without the leading "?". */
  serialise: (state: TableState) => string;
}

interface AddressWriter {
  /** Through the router, which takes a moment. */
  navigate: (search: string, isReplacing: boolean) => void;
  /** In the browser's history at once; the router hears of it when somebody comes back. */
  replaceNow: (search: string) => void;
}

/** A step can be undone by Back; refining the step just made, and typing, cannot: that would take Back hostage. */
export type ChangeKind = 'step' | 'refine' | 'typing';

/**
 * The table's state, which is the address's query string, but ahead of it while the person types: the rows must not wait
 * for the address, and the address must not be rewritten with every key.
 */
export class TableStateStore {
  #state: TableState;
  readonly #codec: Codec;
  readonly #listeners = new Set<() => void>();
  /** What the address says, or will say as soon as the router has caught up. */
  #written: string;
  /** Written by us and not yet heard of from the router, oldest first. */
  #underway: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #address: AddressWriter | undefined;

  constructor(search: string, codec: Codec) {
    this.#codec = codec;
    this.#written = trim(search);
    this.#state = codec.parse(this.#written);
  }

  readonly getSnapshot = (): TableState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The address of what is shown now, without "?"; the real one may lag behind. */
  get search(): string {
    return this.#codec.serialise(this.#state);
  }

  /** How to write the address; the latest one counts. */
  connect(address: AddressWriter): void {
    this.#address = address;
  }

  /** The address changed: by us, or by Back, a link or a saved view, which then is the new state. */
  adopt(search: string): void {
    const arrived = trim(search);
    const own = this.#underway.indexOf(arrived);
    if (own >= 0) {
      this.#underway = this.#underway.slice(own + 1);
      return;
    }
    if (arrived === this.#written) return;
    this.#underway = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written = arrived;
    this.#set(this.#codec.parse(arrived));
  }

  change(state: TableState, kind: ChangeKind): void {
    this.#set(state);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (kind === 'typing') this.#timer = setTimeout(() => this.#writeTyped(), TYPING_PAUSE_MS);
    else this.#write(kind === 'refine');
  }

  /** Writes at once what is not written yet: the next thing may be another page, whose navigation overtakes a pending one. */
  flush(): void {
    if (this.#timer === undefined && this.#underway.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written = this.search;
    this.#address?.replaceNow(this.#written);
  }

  /** The page is gone: what was typed last stays unwritten rather than changing another page's address. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #writeTyped() {
    this.#timer = undefined;
    this.#write(true);
  }

  #write(isReplacing: boolean) {
    const search = this.#codec.serialise(this.#state);
    if (search === this.#written) return;
    this.#written = search;
    this.#underway.push(search);
    this.#address?.navigate(search, isReplacing);
  }

  #set(state: TableState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function trim(search: string): string {
  return search.startsWith('?') ? search.slice(1) : search;
}
