import type { Encoding } from '../domain/accept-encoding.ts';

/**
 * The compressed whole list of the latest revision, since it is what every page opens with: 100,000 devices take
 * 0.5 s to make and compress, and 1 to 3 MB to keep. Parts of the list, and the list uncompressed, are not kept.
 *
 * Who asks while it is being made is sent the same pieces: a hundred pages that open after a change make it once. Each for
 * itself, a hundred lists of 10,000 devices took 19 s and 1.3 GB, most of it for the compressors.
 */
export interface ListCache {
  get(revision: bigint, encoding: Encoding): Buffer | undefined;
  /** The pieces of one that is being made, from the first on; undefined where none is. */
  join(revision: bigint, encoding: Encoding): AsyncIterable<Buffer> | undefined;
  /** Passes the pieces on, to who joins as well, and keeps them when all have been. */
  keep(revision: bigint, encoding: Encoding, pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
}

/** Beyond this, a list is made anew each time. */
const MAX_BYTES = 32 * 1024 * 1024;

export function createListCache(maxBytes = MAX_BYTES): ListCache {
  let latest = -1n;
  const bodies = new Map<Encoding, Buffer>();
  const underWay = new Map<Encoding, { revision: bigint; making: Making }>();
  return {
    get: (revision, encoding) => (revision === latest ? bodies.get(encoding) : undefined),
    join(revision, encoding) {
      const found = underWay.get(encoding);
      return found?.revision === revision && !found.making.isTooLarge() ? found.making.follow() : undefined;
    },
    keep(revision, encoding, pieces) {
      const making = startMaking(pieces, maxBytes, (body) => {
        if (underWay.get(encoding)?.making === making) underWay.delete(encoding);
        // A slow client may get to the end of its list after a later one was kept.
        if (body === undefined || revision < latest) return;
        if (revision > latest) bodies.clear();
        latest = revision;
        bodies.set(encoding, body);
      });
      underWay.set(encoding, { revision, making });
      return making.follow();
    },
  };
}

interface Making {
  isTooLarge: () => boolean;
  /** All pieces from the first on. The quickest reader has them made, so that a slow one holds up nobody. */
  follow: () => AsyncIterableIterator<Buffer>;
}

/** Has pieces made for as long as anybody reads them; `onEnd` is told all of them, or nothing where it is not to be kept. */
function startMaking(
  source: AsyncIterable<Buffer>,
  maxBytes: number,
  onEnd: (body: Buffer | undefined) => void,
): Making {
  const iterator = source[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  let bytes = 0;
  let readers = 0;
  let isDone = false;
  let advancing: Promise<void> | undefined;
  const isTooLarge = () => bytes > maxBytes;

  const end = (body?: Buffer) => {
    isDone = true;
    onEnd(body);
  };
  const makeNext = async () => {
    try {
      const next = await iterator.next();
      if (next.done !== true) {
        pieces.push(next.value);
        bytes += next.value.length;
      } else end(isTooLarge() ? undefined : Buffer.concat(pieces));
    } catch (error) {
      end();
      throw error;
    }
  };
  /** One piece more, for all who wait for it; a failure is thrown to all of them. */
  const advance = () => (advancing ??= makeNext().finally(() => (advancing = undefined)));

  function follow(): AsyncIterableIterator<Buffer> {
    readers += 1;
    let index = 0;
    let isReading = true;
    const leave = async () => {
      if (isReading) readers -= 1;
      isReading = false;
      if (readers > 0 || isDone) return;
      end();
      await iterator.return?.();
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        while (index === pieces.length && !isDone) await advance();
        const piece = pieces[index];
        if (!isReading || piece === undefined) return { done: true, value: undefined };
        // Nobody can join any more, and nobody else needs it.
        if (isTooLarge() && readers === 1) pieces[index] = Buffer.alloc(0);
        index += 1;
        return { done: false, value: piece };
      },
      // Also called where nothing was read yet.
      async return() {
        await leave();
        return { done: true, value: undefined };
      },
    };
  }
  return { isTooLarge, follow };
}
