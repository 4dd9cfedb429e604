import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './open-store.ts';
import { storeSuite } from './store-suite.ts';

let folder: string | undefined;

storeSuite('the store on SQLite', {
  open: async () => {
    folder ??= await mkdtemp(join(tmpdir(), 'muster-store-'));
    return openStore(join(folder, 'muster.sqlite'));
  },
  discard: async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
    folder = undefined;
  },
});
