import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { endAllSessions } from '../auth/end-sessions.ts';
import { hashPassword } from '../auth/passwords.ts';
import { areSampleAccountsAllowed } from '../auth/sample-accounts.ts';
import type { Config } from '../config.ts';
import { AlreadyExists, type Account, type Store } from '../store/store.ts';
import { formatTable, need, needRole, refuseMore } from './arguments.ts';
import { CliError } from './cli-error.ts';
import { readNewPassword } from './read-password.ts';
import { runCli } from './run-cli.ts';

const USAGE = `Accounts that people sign in with.

  npm run account -- add EMAIL --name NAME --role ROLE   make one; asks for its password
  npm run account -- list                                all of them
  npm run account -- password EMAIL                      a new password; signs the account out everywhere
  npm run account -- role EMAIL ROLE                     another role, from the next call on
  npm run account -- disable EMAIL                       lets it do nothing any more; signs it out everywhere
  npm run account -- enable EMAIL                        lets it sign in again

ROLE is admin, technician, helpdesk or manager. A password has at least 12 characters; it is read from the standard
input where that is no terminal. The database is the one in DATA_DIR (see .env.example); the server may be running.`;

interface Deps {
  store: Store;
  config: Config;
}

async function find({ store, config }: Deps, written: string | undefined): Promise<Account> {
  const email = need(written, 'EMAIL');
  const account = await store.accounts.findByEmail(email);
  if (account === undefined) throw new CliError(`No account in ${config.dataDir} has the e-mail ${email}.`);
  return account;
}

async function add({ store }: Deps, [written, ...rest]: string[], values: { name?: string; role?: string }) {
  refuseMore(rest);
  const email = need(written, 'EMAIL');
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
    throw new CliError(`"${email}" is no e-mail address.`);
  const name = need(values.name, '--name');
  const role = needRole(values.role);
  const taken = `There is already an account with the e-mail ${email}.`;
  if ((await store.accounts.findByEmail(email)) !== undefined) throw new CliError(taken);
  const passwordHash = await hashPassword(await readNewPassword());
  try {
    await store.accounts.add({
      id: randomUUID(),
      email,
      name,
      role,
      isDisabled: false,
      isSample: false,
      passwordHash,
    });
  } catch (error) {
    throw error instanceof AlreadyExists ? new CliError(taken) : error;
  }
  console.log(`Made the account ${email} (${role}).`);
}

function describe(account: Account, config: Config): string {
  if (account.isDisabled) return 'disabled';
  if (!account.isSample) return 'enabled';
  return areSampleAccountsAllowed(config) ? 'sample' : 'sample, does not work on this HOST';
}

async function list({ store, config }: Deps, rest: string[]) {
  refuseMore(rest);
  const accounts = await store.accounts.list();
  if (accounts.length === 0) {
    console.log('There are no accounts yet.');
    return;
  }
  const rows = accounts.map((account) => [
    account.email,
    account.name,
    account.role,
    describe(account, config),
  ]);
  console.log(formatTable([['EMAIL', 'NAME', 'ROLE', 'STATE'], ...rows]));
}

async function setPassword(deps: Deps, [email, ...rest]: string[]) {
  refuseMore(rest);
  const account = await find(deps, email);
  await deps.store.accounts.update(account.id, { passwordHash: await hashPassword(await readNewPassword()) });
  await endAllSessions(deps.store, account.id);
  console.log(`${account.email} has a new password and is signed out everywhere.`);
}

async function setRole(deps: Deps, [email, role, ...rest]: string[]) {
  refuseMore(rest);
  const account = await find(deps, email);
  const wanted = needRole(role);
  await deps.store.accounts.update(account.id, { role: wanted });
  console.log(`${account.email} is ${wanted} now.`);
}

async function setDisabled(deps: Deps, [email, ...rest]: string[], isDisabled: boolean) {
  refuseMore(rest);
  const account = await find(deps, email);
  await deps.store.accounts.update(account.id, { isDisabled });
  if (isDisabled) await endAllSessions(deps.store, account.id);
  console.log(`${account.email} is ${isDisabled ? 'disabled and signed out everywhere' : 'enabled'}.`);
}

async function run(deps: Deps, argv: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' } },
  });
  const [command = '', ...rest] = positionals;
  if (command !== 'add' && (values.name !== undefined || values.role !== undefined)) {
    throw new CliError('--name and --role belong to add. See --help.');
  }
  switch (command) {
    case 'add':
      return add(deps, rest, values);
    case 'list':
      return list(deps, rest);
    case 'password':
      return setPassword(deps, rest);
    case 'role':
      return setRole(deps, rest);
    case 'disable':
    case 'enable':
      return setDisabled(deps, rest, command === 'disable');
    default:
      throw new CliError(`"${command}" is no command. See --help.`);
  }
}

await runCli(USAGE, run);
