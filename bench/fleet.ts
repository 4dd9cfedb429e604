import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../e2e/support/server.ts';

export const API_KEY = 'bench-key-0123456789abcdef';

/** A server on a fleet of that size; the data folder is made once and kept between runs. */
export async function fleetServer(size: number): Promise<RunningServer> {
  const dataDir = join(tmpdir(), `muster-bench-${size}`);
  if (!existsSync(dataDir)) console.log(`Generating ${size.toLocaleString('en')} devices in ${dataDir} ...`);
  return startServer({
    DATA_DIR: dataDir,
    FLEET_SIZE: String(size),
    MDM_API_KEY: API_KEY,
    LOG_LEVEL: 'error',
  });
}
