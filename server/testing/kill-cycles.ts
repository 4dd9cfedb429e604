import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../fleet/random.ts';
import { checkKept } from './kill-check.ts';
import {
  emptyLedger,
  writeApps,
  writeFiles,
  writeGroups,
  type Call,
  type WriterContext,
} from './kill-writers.ts';
import { MAIN_KEY, startMain } from './main-process.ts';

export interface KillOptions {
  cycles: number;
  seed: number;
  /** The server's; empty to begin with. */
  dataDir: string;
  onCycle?: (cycle: number, acknowledged: number) => void;
}

export interface KillResult {
  /** Writes that were answered. */
  acknowledged: number;
  /** What was lost or half there, in words. */
  wrong: string[];
}

/** At most so many writes are answered before the server is killed, and so many milliseconds pass after the last. */
const MOST_WRITES = 40;
const MOST_MS = 15;

/**
 * Lets five clients write to a server process, kills it at a moment that chance decides, starts it again and looks
 * whether all that it had acknowledged is there, and nothing by half; as often as told. Everything is looked at again in the end.
 */
export async function runKillCycles({ cycles, seed, dataDir, onCycle }: KillOptions): Promise<KillResult> {
  const ledger = emptyLedger();
  const wrong: string[] = [];
  let names = 0;
  let devices: string[] | undefined;
  for (let cycle = 0; cycle <= cycles; cycle += 1) {
    const random = new Random(seed, cycle);
    const server = await startMain({ DATA_DIR: dataDir, FLEET_SIZE: '40', API_LIMITS: 'off' });
    const agent = new Agent({ keepAlive: true });
    try {
      const call = caller(server.url, agent);
      const isLast = cycle === cycles;
      const touched = isLast
        ? new Set([...ledger.groups.keys(), ...ledger.apps.keys(), ...ledger.files.keys()])
        : new Set(ledger.touched);
      ledger.touched.clear();
      wrong.push(...(await checkKept({ call, dataDir }, ledger, touched)).map((what) => `${cycle}: ${what}`));
      onCycle?.(cycle, ledger.acknowledged);
      if (isLast) break;
      devices ??= [...(await call('GET', 'devices?platform=ios')).matchAll(/"device_id":(\d+)/g)].map(
        ([, id = '']) => id,
      );
      let left = random.between(1, MOST_WRITES);
      const enough = Promise.withResolvers<undefined>();
      const context = (index: number): WriterContext => ({
        call,
        ledger,
        random: new Random(seed, cycle, index),
        devices: devices ?? [],
        newName: (kind) => `${kind} ${(names += 1)}`,
        onAcknowledged: () => {
          left -= 1;
          if (left === 0) enough.resolve(undefined);
        },
      });
      const writers = [writeGroups, writeGroups, writeApps, writeFiles, writeFiles].map((write, index) =>
        write(context(index)),
      );
      const ended = Promise.allSettled(writers);
      // A writer that ends before was refused something, which is a fault as well.
      await Promise.race([enough.promise, ...writers]);
      await sleep(random.below(MOST_MS));
      server.child.kill('SIGKILL');
      await Promise.all([ended, server.ended]);
    } finally {
      agent.destroy();
      server.child.kill('SIGKILL');
      await server.ended;
    }
  }
  return { acknowledged: ledger.acknowledged, wrong };
}

function caller(url: string, agent: Agent): Call {
  return async (method, target, body) => {
    // An upload says its name after the path.
    const [, path = '', fileName] = /^(\S+)(?: (.*))?$/.exec(target) ?? [];
    const headers =
      fileName === undefined
        ? { 'content-type': 'application/json' }
        : { 'content-type': 'application/octet-stream', 'content-disposition': `filename="${fileName}"` };
    const sent = request(`${url}/api/v1/${path}`, {
      method,
      agent,
      headers: { authorization: MAIN_KEY, ...headers, 'content-length': Buffer.byteLength(body ?? '') },
    });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    // Also after the answer: the server is killed at any time.
    sent.on('error', () => undefined);
    sent.end(body);
    const [response] = await answered;
    let text = '';
    for await (const chunk of response) text += String(chunk);
    const status = response.statusCode ?? 0;
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text;
  };
}
