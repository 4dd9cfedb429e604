import { Worker } from 'node:worker_threads';
import { PackageError, type PackageInfo } from '../package-reader/types.ts';
import type { InspectPackage } from './inspect-package.ts';
import type { InspectAnswer } from './inspect-worker.ts';

export interface Inspector {
  inspect: InspectPackage;
  /** Ends what is being read, which fails with an `Error`, as does everything after. */
  close(): Promise<void>;
}

export interface InspectorOptions {
  /** Readings at once; others wait for their turn. */
  most?: number;
  /** For one reading, from its turn on. */
  limitMs?: number;
  /** Of the thread's heap, in MiB; bytes of buffers are not among them, and the reader's own limits bound those. */
  heapMiB?: number;
  /** What the thread runs; another one is for tests. */
  script?: URL;
}

const READER = new URL('./inspect-worker.ts', import.meta.url);

/** Reads every package in a thread of its own: one that is endless or eats all memory is ended, and nothing else with it. */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const { most = 2, limitMs = 20_000, heapMiB = 256, script = READER } = options;
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let free = most;
  let isClosed = false;

  /** Resolves when it is one's turn. */
  function takeTurn(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** Hands the turn to the next, if anybody waits. */
  function endTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  async function readInThread(path: string): Promise<PackageInfo> {
    if (isClosed) throw new Error('No package is read any more: the server is stopping.');
    const worker = new Worker(script, {
      workerData: path,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 32 },
    });
    running.add(worker);
    try {
      return infoOf(await answerOf(worker, limitMs));
    } finally {
      running.delete(worker);
      await worker.terminate();
    }
  }

  return {
    async inspect(path) {
      await takeTurn();
      try {
        return await readInThread(path);
      } finally {
        endTurn();
      }
    },
    async close() {
      isClosed = true;
      await Promise.all(Array.from(running, (worker) => worker.terminate()));
    },
  };
}

function infoOf(answer: InspectAnswer): PackageInfo {
  if ('info' in answer) return answer.info;
  if ('refused' in answer) throw new PackageError(answer.refused);
  throw answer.failed;
}

/** The first thing that happens: an answer, the end of the time, or the end of the thread. */
function answerOf(worker: Worker, limitMs: number): Promise<InspectAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PackageError('The package took too long to read.')), limitMs);
    worker.once('message', (answer: InspectAnswer) => resolve(answer));
    worker.on('error', (error: Error & { code?: string }) => {
      const isTooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isTooMuch ? new PackageError('The package takes too much memory to read.') : error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The thread that reads a package ended before it was done.'));
    });
  });
}
