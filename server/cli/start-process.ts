import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { createDevPage } from '../plugins/page-dev.ts';
import { openPageFiles } from '../plugins/page-files.ts';
import { createBuiltPage, type PageSource } from '../plugins/page.ts';
import { ROOT } from '../root.ts';
import { loadConfig, runProcess, say } from '../run-process.ts';
import { serve, type RunningServer } from '../serve.ts';
import { ensurePageIsBuilt } from './build-page.ts';

/** `npm start`: builds the page where needed, starts the server and says how to use it. `--dev`: the page from its sources. */
export function startServer(): Promise<void> {
  return runProcess(async () => {
    const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
    const config = loadConfig();
    const page = values.dev ? createDevPage(ROOT) : await builtPage();
    const server = await serve({ config, page, say });
    say(welcome(config, server));
    return server;
  });
}

async function builtPage(): Promise<PageSource> {
  await ensurePageIsBuilt(say);
  const files = await openPageFiles(join(ROOT, 'dist'));
  if (files === undefined) throw new Error('The build has made no page');
  return createBuiltPage(files);
}

function welcome(config: Config, { url, sampleAccounts }: RunningServer): string {
  const width = Math.max(0, ...sampleAccounts.map(({ email }) => email.length));
  const accounts = sampleAccounts.map(
    ({ email, password, role }) => `    ${email.padEnd(width)}  ${password}  (${role})`,
  );
  return [
    '',
    `  Open    ${url}`,
    `  Data    ${config.dataDir}`,
    ...(accounts.length > 0 ? ['', '  Sample accounts (this machine only):', ...accounts] : []),
    '',
    '  Ctrl-C stops the server.',
    '',
  ].join('\n');
}
