import { AlreadyExists } from '../store.ts';

/** SQLite's primary result code in an error of node:sqlite (5 busy, 11 corrupt, 19 constraint ...); undefined for others. */
export function sqliteCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
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
