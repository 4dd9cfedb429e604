/** Chance that is the same everywhere: decided by a seed and what it is for, and by nothing else. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `parts` name the stream: the fleet's seed, what is made, its index. */
  constructor(...parts: readonly [number, ...number[]]) {
    // Mixed one after another (splitmix32), so that neighbouring indices have nothing in common.
    let state = 0x9e3779b9;
    for (const part of parts) {
      // An index may be above 2^32: both halves count.
      state = mix(state ^ mix(part >>> 0) ^ mix(Math.floor(part / 2 ** 32) + 1));
    }
    this.#a = mix(state + 1);
    this.#b = mix(state + 2);
    this.#c = mix(state + 3);
    for (let round = 0; round < 8; round++) this.next();
  }

  /** From 0 up to and without 1 (sfc32). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to and without `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A whole number, both ends possible. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const value = list[this.below(list.length)];
    if (value === undefined) throw new Error('Nothing to pick from');
    return value;
  }

  /** Picks by `weight`; 1 where there is none. */
  pickWeighted<T extends { weight?: number }>(list: readonly T[]): T {
    let left = this.next() * list.reduce((sum, each) => sum + (each.weight ?? 1), 0);
    for (const each of list) {
      left -= each.weight ?? 1;
      if (left < 0) return each;
    }
    return this.pick(list);
  }

  /** Several different ones, in the order of the list. */
  sample<T>(list: readonly T[], count: number): T[] {
    const chosen: T[] = [];
    for (const [index, each] of list.entries()) {
      const left = list.length - index;
      if (this.next() * left < count - chosen.length) chosen.push(each);
    }
    return chosen;
  }

  text(length: number, alphabet: string): string {
    let text = '';
    for (let index = 0; index < length; index++) text += alphabet.charAt(this.below(alphabet.length));
    return text;
  }

  /** Bell-shaped around 0, within -1 and 1. */
  around(): number {
    return (this.next() + this.next() + this.next()) / 1.5 - 1;
  }
}

function mix(value: number): number {
  let state = (value + 0x9e3779b9) | 0;
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return (state ^ (state >>> 15)) >>> 0;
}
