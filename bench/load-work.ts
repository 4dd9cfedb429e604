/** What the process of the clients is told, as its one argument, and what it prints at its end, both as JSON. */
export interface LoadOrder {
  url: string;
  key: string;
  clients: number;
  seconds: number;
  seed: number;
}

export const KINDS = ['list', 'detail', 'parts', 'groups', 'members', 'upload'] as const;
export type Kind = (typeof KINDS)[number];

export interface KindResult {
  /** Times of all answers, ms. */
  times: number[];
  /** How often each status came, and the system's code for each call that had no answer. */
  outcomes: Record<string, number>;
}

export type LoadResult = Record<Kind, KindResult>;

/** Of a hundred calls. */
export const SHARES: Readonly<Record<Kind, number>> = {
  list: 5,
  detail: 55,
  parts: 15,
  groups: 10,
  members: 10,
  upload: 5,
};

export const UPLOAD_BYTES = 1024 * 1024;
