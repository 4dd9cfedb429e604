import { ensurePageIsBuilt } from '../../server/cli/build-page.ts';

/** The real server serves the real build; it is made anew where a source is newer. */
export default async function globalSetup(): Promise<void> {
  await ensurePageIsBuilt((message) => process.stdout.write(`${message}\n`));
}
