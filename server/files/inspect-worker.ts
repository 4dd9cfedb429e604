import { parentPort, workerData } from 'node:worker_threads';
import { readPackage } from '../package-reader/read-package.ts';
import { PackageError, type PackageInfo } from '../package-reader/types.ts';
import { openFileSource } from './file-source.ts';

/** What the thread of one reading answers, once: the package, why it is none, or what went wrong with us. */
export type InspectAnswer = { info: PackageInfo } | { refused: string } | { failed: Error };

async function inspect(path: string): Promise<InspectAnswer> {
  try {
    const source = await openFileSource(path);
    try {
      return { info: await readPackage(source) };
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof PackageError) return { refused: error.message };
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}

const answer = await inspect(String(workerData));
if ('info' in answer && answer.info.icon) {
  // A copy, as an icon may be a view of the whole table that it was found in.
  const bytes = answer.info.icon.bytes.slice();
  answer.info.icon.bytes = bytes;
  parentPort?.postMessage(answer, [bytes.buffer]);
} else {
  parentPort?.postMessage(answer);
}
