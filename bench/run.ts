/**
 * Measures the figures that exist and prints them next to their targets. `npm run bench -- list` runs one part. Those that
 * try what the server bears run only when they are named, and may be told how long or how often: `load=60` (seconds),
 * `kill=10` (cycles), `connections=2000`. They end with 1 where something was lost, failed, or took too much.
 */
import { ensurePageIsBuilt } from '../server/cli/build-page.ts';
import { benchConnections } from './connections.ts';
import { benchKill } from './kill.ts';
import { benchLoad } from './load.ts';
import { benchBytes, benchCalls, benchInventory } from './page.ts';
import { benchList, benchStart } from './server.ts';
import { printTable, type Figure } from './table.ts';
import { benchUpload } from './upload.ts';

const parts: Record<string, () => Promise<Figure[]>> = {
  bytes: benchBytes,
  calls: benchCalls,
  '10000': () => benchInventory(10_000, 300),
  '100000': () => benchInventory(100_000, 600),
  list: benchList,
  start: benchStart,
  upload: benchUpload,
};

const trials: Record<string, { usual: number; run: (amount: number) => Promise<Figure[]> }> = {
  load: { usual: 300, run: benchLoad },
  kill: { usual: 100, run: benchKill },
  connections: { usual: 10_000, run: benchConnections },
};

const wanted = new Map(
  process.argv.slice(2).map((word) => {
    const [name = '', amount] = word.split('=');
    return [name, amount === undefined ? undefined : Number(amount)];
  }),
);
const unknown = [...wanted].filter(
  ([name, amount]) => !(name in trials || (name in parts && amount === undefined)) || !((amount ?? 1) > 0),
);
if (unknown.length > 0) {
  const known = [...Object.keys(parts), ...Object.keys(trials).map((name) => `${name}[=N]`)];
  console.error(`No such part: ${unknown.map(([name]) => name).join(', ')}. There are: ${known.join(', ')}`);
  process.exit(2);
}

await ensurePageIsBuilt(console.log);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.size > 0 && !wanted.has(name)) continue;
  console.log(`\n${name}`);
  figures.push(...(await measure()));
}
for (const [name, { usual, run }] of Object.entries(trials)) {
  if (!wanted.has(name)) continue;
  console.log(`\n${name}`);
  const tried = await run(wanted.get(name) ?? usual);
  if (tried.some(({ isMet }) => !isMet)) process.exitCode = 1;
  figures.push(...tried);
}
console.log('');
printTable(figures);
