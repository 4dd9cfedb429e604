import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runKillCycles } from './testing/kill-cycles.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-cycles-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

// The long form is "npm run bench -- kill".
it(
  'keeps all it acknowledged, and nothing by half, when it is killed at any time',
  { timeout: 120_000 },
  async () => {
    const { acknowledged, wrong } = await runKillCycles({ cycles: 5, seed: 7, dataDir });
    expect(wrong).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(5);
  },
);
