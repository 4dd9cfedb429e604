import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

/** What the page is made of. */
const SOURCES = [
  'src',
  'public',
  'server/contract',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'postcss.config.js',
];

const STAMP_FILE = join(ROOT, 'dist/.vite/muster-sources');

/** Builds the page into dist/ where it is not built or any of its sources is another than it was built from. */
export async function ensurePageIsBuilt(say: (line: string) => void): Promise<void> {
  const built = await readFile(STAMP_FILE, 'utf8').catch(() => undefined);
  if (built !== (await stampOf(ROOT, SOURCES))) await buildPage(say);
}

/** Builds the page into dist/, and notes what it was built from. */
export async function buildPage(say: (line: string) => void): Promise<void> {
  // Taken before: what is changed during the build makes the next start build again.
  const stamp = await stampOf(ROOT, SOURCES);
  say('Building the page…');
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
  await mkdir(dirname(STAMP_FILE), { recursive: true });
  await writeFile(STAMP_FILE, stamp);
}

/** A digest of names, sizes and times of all files: an older file put back counts as a change, too. */
export async function stampOf(root: string, sources: readonly string[]): Promise<string> {
  const lines = await Promise.all(sources.map((source) => describe(root, source)));
  return createHash('sha256').update(lines.flat().sort().join('\n')).digest('hex');
}

async function describe(root: string, source: string): Promise<string[]> {
  const path = join(root, source);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [`${source} ${found.size} ${found.mtimeMs}`];
  const names = await readdir(path);
  // Tests are no part of the page.
  const parts = names
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => describe(root, `${source}/${name}`));
  return (await Promise.all(parts)).flat();
}
