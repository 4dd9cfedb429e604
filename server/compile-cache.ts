import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/**
 * Keeps what Node compiled of the modules imported from now on, the types stripped, for the next start, which then
 * takes a third less. In a folder of ours, since what is read from there is run; where it cannot be written, nothing is kept.
 */
export function keepCompiledModules(): void {
  enableCompileCache(join(ROOT, 'node_modules/.cache/muster'));
}
