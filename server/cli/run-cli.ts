import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, databasePath, readConfig, type Config } from '../config.ts';
import { ROOT } from '../root.ts';
import { DatabaseTooNew, NotADatabase } from '../store/open-errors.ts';
import { openStore } from '../store/open-store.ts';
import { AlreadyExists, type Store } from '../store/store.ts';
import { CliError } from './cli-error.ts';

/** Errors that say all there is to say; anything else is ours and shows where it came from. */
const EXPECTED = [CliError, ConfigError, DatabaseTooNew, NotADatabase, AlreadyExists];

function isUsageError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** The same settings as the server's. Not its own function: that one brings the whole server along. */
function loadSettings(): Config {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return readConfig(process.env, process.cwd());
}

/**
 * Runs a command of the command line on the database of the settings, which the server may have open at the same time.
 * Ends with exit code 0; 1 where the command cannot be done; 2 where it was not understood.
 */
export async function runCli(
  usage: string,
  command: (deps: { store: Store; config: Config }, argv: string[]) => Promise<void>,
): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) {
    (argv.length === 0 ? process.stderr : process.stdout).write(`${usage}\n`);
    process.exitCode = argv.length === 0 ? 2 : 0;
    return;
  }
  try {
    const config = loadSettings();
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const store = await openStore(databasePath(config));
    try {
      await command({ store, config }, argv);
    } finally {
      await store.close();
    }
  } catch (error) {
    const isKnown = EXPECTED.some((kind) => error instanceof kind);
    if (isUsageError(error))
      console.error(`${(error as TypeError).message}\n\n${usage}`); // Checked to be one.
    else console.error(isKnown && error instanceof Error ? error.message : error);
    process.exitCode = isUsageError(error) ? 2 : 1;
  }
}
