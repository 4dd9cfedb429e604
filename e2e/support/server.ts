import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface RunningServer {
  url: string;
  dataDir: string;
  pid: number;
  /** SIGTERM, waits for the end; the data folder stays. */
  stop(): Promise<void>;
  /** SIGKILL: no chance to end anything. */
  kill(): Promise<void>;
  /** Starts anew on the same data folder and port. */
  restart(): Promise<void>;
  /** Stops and deletes the data folder. */
  remove(): Promise<void>;
}

/** The server as a process of its own, as `npm start` runs it, on a free port and a data folder of its own. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'muster-e2e-')));
  let { child, url } = await launch({ ...env, DATA_DIR: dataDir, PORT: env.PORT ?? '0' });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const stop = () => end('SIGTERM');
  return {
    get url() {
      return url;
    },
    get pid() {
      if (child.pid === undefined) throw new Error('The server has no process');
      return child.pid;
    },
    dataDir,
    stop,
    kill: () => end('SIGKILL'),
    async restart() {
      await stop();
      ({ child, url } = await launch({ ...env, DATA_DIR: dataDir, PORT: env.PORT ?? new URL(url).port }));
    },
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', API_LIMITS: 'off', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Muster is ready at (http:\/\/\S+)/.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The server ended with ${code ?? 'a signal'}:\n${output}`)),
    );
  });
  return { child, url };
}
