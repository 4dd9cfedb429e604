import { AlreadyExists } from '../store.ts';

/** SQLite's primary result code in an error of node:sqlite (5 busy, 11 corrupt, 19 constraint ...); undefined for others. */
export function sqliteCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
}

/** Whether the disk did not take a write: SQLITE_FULL, and SQLITE_IOERR, which a quota or a limit on files ends in. */
export function isDiskFailure(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 13 || code === 10;
}

function extendedCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

/** Runs an insert; a taken key (SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY) becomes `AlreadyExists`. */
export async function orAlreadyExists<T>(insert: Promise<T>, message: string): Promise<T> {
  try {
    return await insert;
  } catch (error) {
    const code = extendedCode(error);
    throw code === 2067 || code === 1555 ? new AlreadyExists(message, { cause: error }) : error;
  }
}
