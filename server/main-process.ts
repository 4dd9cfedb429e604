import { join } from 'node:path';
import { openPageFiles } from './plugins/page-files.ts';
import { createBuiltPage } from './plugins/page.ts';
import { ROOT } from './root.ts';
import { loadConfig, runProcess, say } from './run-process.ts';
import { serve } from './serve.ts';

/** The process of the server: what was built is served; nothing is built here (cli/start.ts does). */
export function runServer(): Promise<void> {
  return runProcess(async () => {
    const config = loadConfig();
    const files = await openPageFiles(join(ROOT, 'dist'));
    if (files === undefined) say('The page is not built: only the API is served. "npm start" builds it.');
    return serve({ config, say, ...(files && { page: createBuiltPage(files) }) });
  });
}
