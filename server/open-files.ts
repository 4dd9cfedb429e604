import { readFileSync } from 'node:fs';

/** How many files and connections this process may have open; where the system does not say, what most allow at least. */
export function openFilesLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return found === undefined ? USUAL : Number(found);
  } catch {
    // Linux only.
    return USUAL;
  }
}

const USUAL = 4096;
