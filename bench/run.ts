/** Measures the figures that exist and prints them next to their targets. `npm run bench -- list` runs one part. */
import { ensurePageIsBuilt } from '../server/cli/build-page.ts';
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

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

await ensurePageIsBuilt(console.log);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  figures.push(...(await measure()));
}
console.log('');
printTable(figures);
