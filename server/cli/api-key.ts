import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { hashSecret } from '../auth/secret-hash.ts';
import { AlreadyExists, type Store } from '../store/store.ts';
import { formatTable, need, needRole, refuseMore } from './arguments.ts';
import { CliError } from './cli-error.ts';
import { runCli } from './run-cli.ts';

const USAGE = `API keys for scripts: sent as "Authorization: <key>", they do not end until they are revoked.

  npm run api-key -- create NAME [--role ROLE]   make one and print it, this once only
  npm run api-key -- list                        names, roles and when they were made
  npm run api-key -- revoke NAME                 refuse it from the next call on

ROLE is admin (where none is given), technician, helpdesk or manager. The database is the one in DATA_DIR
(see .env.example); the server may be running.`;

async function create(store: Store, [written, ...rest]: string[], role: string | undefined) {
  refuseMore(rest);
  const name = need(written, 'NAME');
  if (name.length > 100) throw new CliError('NAME has more than 100 characters.');
  const key = `mk_${randomBytes(32).toString('base64url')}`;
  const details = { id: randomUUID(), name, role: needRole(role ?? 'admin'), createdAt: Date.now() };
  try {
    await store.apiKeys.add({ ...details, hash: hashSecret(key) });
  } catch (error) {
    if (!(error instanceof AlreadyExists)) throw error;
    throw new CliError(`There is already an API key named "${name}". Revoke it first, or take another name.`);
  }
  // The key alone on the standard output, so that a script can take it from there.
  console.error(`API key "${name}" (${details.role}). It is shown this once; only its hash is kept:`);
  console.log(key);
}

async function list(store: Store, rest: string[]) {
  refuseMore(rest);
  const keys = await store.apiKeys.list();
  if (keys.length === 0) {
    console.log('There are no API keys.');
    return;
  }
  const rows = keys.map((key) => [key.name, key.role, new Date(key.createdAt).toISOString()]);
  console.log(formatTable([['NAME', 'ROLE', 'MADE'], ...rows]));
}

async function revoke(store: Store, [written, ...rest]: string[]) {
  refuseMore(rest);
  const name = need(written, 'NAME');
  if (!(await store.apiKeys.remove(name))) throw new CliError(`No API key is named "${name}".`);
  console.log(`Revoked the API key "${name}".`);
}

await runCli(USAGE, async ({ store }, argv) => {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { role: { type: 'string' } },
  });
  const [command = '', ...rest] = positionals;
  if (command !== 'create' && values.role !== undefined) {
    throw new CliError('--role belongs to create. See --help.');
  }
  switch (command) {
    case 'create':
      return create(store, rest, values.role);
    case 'list':
      return list(store, rest);
    case 'revoke':
      return revoke(store, rest);
    default:
      throw new CliError(`"${command}" is no command. See --help.`);
  }
});
