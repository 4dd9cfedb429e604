import { NoRealAccounts } from './auth/sample-accounts.ts';
import { ConfigError } from './config.ts';
import { PortTaken } from './serve.ts';
import { DatabaseTooNew, NotADatabase } from './store/open-errors.ts';

/** What to tell a person whose start failed: the message of what they can put right, or undefined for a fault of ours. */
export function describeStartError(error: unknown): string | undefined {
  const isExpected =
    error instanceof ConfigError ||
    error instanceof PortTaken ||
    error instanceof DatabaseTooNew ||
    error instanceof NotADatabase ||
    error instanceof NoRealAccounts;
  if (isExpected) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'ENOSPC':
    case 'ENOTDIR':
    case 'EROFS':
      // The operating system's own words name the file or address and what is wrong with it.
      return `Muster cannot start: ${error.message}`;
    default:
      return undefined;
  }
}
