import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKillCycles } from '../server/testing/kill-cycles.ts';
import { atMost, type Figure } from './table.ts';

/** Kills the server at random moments while five clients write, and looks whether all it acknowledged is there. */
export async function benchKill(cycles: number): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-kill-'));
  const seed = 1;
  const { acknowledged, wrong } = await runKillCycles({
    cycles,
    seed,
    dataDir,
    onCycle(cycle, writes) {
      if (cycle % 10 === 0)
        console.log(`${cycle} cycles, ${writes.toLocaleString('en')} writes acknowledged`);
    },
  });
  // What is wrong is to be looked at.
  if (wrong.length === 0) await rm(dataDir, { recursive: true });
  else console.log(`seed ${seed}, data in ${dataDir}:\n${wrong.join('\n')}`);
  return [
    atMost(
      `kill -9, ${cycles} times: of ${acknowledged.toLocaleString('en')} acknowledged writes lost or half there`,
      wrong.length,
      0,
      '',
    ),
  ];
}
