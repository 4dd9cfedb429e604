import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../open-store.ts';
import { device, listIds } from '../suite-devices.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-kill-'));
const path = join(folder, 'muster.sqlite');
afterAll(() => rmSync(folder, { recursive: true }));

/** A program of the folder `fixtures`, and what it is told after the path of the database. */
interface Writer {
  program: string;
  argument: bigint | number;
  database?: string;
}

/** Lets a process write until it has acknowledged `count` ids, kills it at once, and tells all it acknowledged. */
async function killAfter(
  count: number,
  { program, argument, database = path }: Writer,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<bigint[]> {
  const file = join(import.meta.dirname, 'fixtures', program);
  const child = spawn(process.execPath, [file, database, String(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: bigint[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(BigInt(line));
    if (acknowledged.length < count) await meanwhile();
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

it('loses nothing acknowledged when it is killed, five times over', async () => {
  const expected = new Set<bigint>();
  for (const [round, count] of [1, 2, 17, 60, 200].entries()) {
    const firstId = 9007199254741001n + BigInt(round) * 1_000_000n;
    const acknowledged = await killAfter(count, { program: 'write-until-killed.ts', argument: firstId });
    expect(acknowledged.length).toBeGreaterThanOrEqual(count);
    // Both of a transaction, or the transaction was not whole.
    for (const id of acknowledged) expected.add(id).add(id + 1n);
    const store = await openStore(path);
    const kept = new Set(await listIds(store));
    await store.close();
    expect([...expected].filter((id) => !kept.has(id))).toEqual([]);
    // What was written and not yet acknowledged is there in pairs.
    expect(kept.size % 2).toBe(0);
    const native = new DatabaseSync(path, { readBigInts: true });
    expect(native.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(native.prepare('pragma foreign_key_check').all()).toEqual([]);
    native.close();
  }
});

it('lets two processes write at once, as a command beside the server does', async () => {
  const store = await openStore(path);
  let mine = 1n;
  const theirs = await killAfter(30, { program: 'write-until-killed.ts', argument: 10n ** 18n }, async () => {
    await store.devices.put([device(mine++)]);
    await store.accounts.list();
  });
  const kept = new Set(await listIds(store));
  expect(theirs.filter((id) => !kept.has(id))).toEqual([]);
  expect([...kept].filter((id) => id < mine)).toHaveLength(29);
  await store.close();
});

it('adds all members or none when it is killed', async () => {
  const database = join(folder, 'members.sqlite');
  const size = 20_000;
  let store = await openStore(database);
  await store.devices.put(Array.from({ length: size }, (_, index) => device(BigInt(index + 1))));
  await store.close();
  const kept = await killAfter(3, { program: 'add-members-until-killed.ts', argument: size, database });
  store = await openStore(database);
  for (const { id } of await store.groups.list({})) {
    const members = await store.groups.members(id);
    expect(kept.includes(id) ? [size] : [0, size]).toContain(members?.ids.length);
    // Told with them, or a list asked for with the old revision would pass for today's.
    expect(members?.membersRevision).toBe(members?.total === 0 ? 1n : 2n);
  }
  expect(kept.length).toBeGreaterThanOrEqual(3);
  await store.close();
});
