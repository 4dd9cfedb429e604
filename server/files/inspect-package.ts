import type { PackageInfo } from '../package-reader/types.ts';

/**
 * Reads a package in a thread of its own, with bounds on its time and memory, so that no file can stop the server.
 * Fails with `PackageError` for what is no package or takes too long or too much memory, and with another `Error`, which is
 * for the log and not for the caller, where the file cannot be read or the reader itself is wrong.
 */
export type InspectPackage = (path: string) => Promise<PackageInfo>;
