import type { Encoding } from '../domain/accept-encoding.ts';

/**
 * The compressed whole list of the latest revision, since it is what every page opens with: 100,000 devices take
 * 0.5 s to make and compress, and 1 to 3 MB to keep. Parts of the list, and the list uncompressed, are not kept.
 */
export interface ListCache {
  get(revision: bigint, encoding: Encoding): Buffer | undefined;
  /** Passes the pieces on, and keeps them when all have been. */
  keep(revision: bigint, encoding: Encoding, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
}

/** Beyond this, a list is made anew each time. */
const MAX_BYTES = 32 * 1024 * 1024;

export function createListCache(maxBytes = MAX_BYTES): ListCache {
  let latest = -1n;
  const bodies = new Map<Encoding, Buffer>();
  return {
    get: (revision, encoding) => (revision === latest ? bodies.get(encoding) : undefined),
    async *keep(revision, encoding, pieces) {
      let kept: Buffer[] = [];
      let bytes = 0;
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > maxBytes) kept = [];
        else kept.push(piece);
        yield piece;
      }
      // A slow client may get to the end of its list after a later one was kept.
      if (bytes > maxBytes || revision < latest) return;
      if (revision > latest) bodies.clear();
      latest = revision;
      bodies.set(encoding, Buffer.concat(kept));
    },
  };
}
