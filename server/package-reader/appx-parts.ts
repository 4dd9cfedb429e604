import { type ZipArchive, type ZipEntry } from './zip.ts';

/** Entries by their path in lower case, which Windows does not tell apart, and without the percent codes of OPC part names. */
export function partsOf(zip: ZipArchive): ReadonlyMap<string, ZipEntry> {
  return new Map([...zip.entries.values()].map((entry) => [decodePath(entry.name).toLowerCase(), entry]));
}

function decodePath(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign that is one.
    return name;
  }
}
