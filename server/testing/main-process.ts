import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../root.ts';

export const MAIN_KEY = 'a-key-for-the-tests-of-processes';

export interface MainProcess {
  child: ChildProcessWithoutNullStreams;
  url: string;
  /** All that it wrote, on both streams, so far. */
  output: () => string;
  /** The exit code; null for one that was killed. */
  ended: Promise<number | null>;
}

/** The server as a process of its own, ready. `wrap` is put before it on the command line, to limit what it may do. */
export async function startMain(
  env: Record<string, string>,
  wrap: readonly string[] = [],
): Promise<MainProcess> {
  const [command, ...args] = [...wrap, process.execPath, 'server/main.ts'] as const;
  const settings = { PORT: '0', FLEET_SIZE: '5', MDM_API_KEY: MAIN_KEY, ...env };
  const child = spawn(command, args, { cwd: ROOT, env: settings });
  let output = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Muster is ready at (\S+)\n/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`Ended with ${code ?? 'a signal'}: ${output}`)));
  });
  return { child, url, output: () => output, ended };
}
