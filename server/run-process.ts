import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { readConfig, type Config } from './config.ts';
import { ROOT } from './root.ts';
import type { RunningServer } from './serve.ts';
import { describeStartError } from './start-errors.ts';

/** The settings of this process: the environment, and beneath it the `.env` file beside package.json. */
export function loadConfig(): Config {
  const file = join(ROOT, '.env');
  if (existsSync(file)) loadEnvFile(file);
  return readConfig(process.env, process.cwd());
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts, runs until SIGTERM or SIGINT, and closes gracefully; a second signal ends at once. */
export async function runProcess(start: () => Promise<RunningServer>): Promise<void> {
  let running: RunningServer | undefined;
  let isStopping = false;
  const stop = (signal: 'SIGTERM' | 'SIGINT') => {
    // Before it is ready nothing is at hand that has to end; the database bears being left at any time.
    if (isStopping || running === undefined) process.exit(signal === 'SIGINT' ? 130 : 143);
    isStopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    running = await start();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): never {
  const text = describeStartError(error) ?? (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`${text ?? 'Unknown error'}\n`);
  process.exit(1);
}
