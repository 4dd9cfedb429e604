import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startServer, type RunningServer } from '../e2e/support/server.ts';
import { API_KEY } from './fleet.ts';
import { KINDS, type LoadOrder, type LoadResult } from './load-work.ts';
import { memoryOf } from './process-memory.ts';
import { atMost, percentile, type Figure } from './table.ts';

const CLIENTS = 200;
const DEVICES = 10_000;
const MAX_MEMORY_MIB = 512;
const PROBE_EVERY_MS = 250;

/** What a call may be answered with: a device that cannot be located is 412, a list that has not changed 304. */
const EXPECTED = new Set(['200', '202', '204', '304', '412']);

interface Watch {
  /** MiB, one a second. */
  memory: number[];
  /** Times of GET /healthz, ms. */
  health: number[];
  stop(): Promise<void>;
}

/** Looks at the server from outside while it is at work. */
function watch({ url, pid }: RunningServer): Watch {
  const stopped = new AbortController();
  const memory: number[] = [];
  const health: number[] = [];
  const watching = (async () => {
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      if (turn % (1000 / PROBE_EVERY_MS) === 0) memory.push(await memoryOf(pid, 'VmRSS'));
      const started = performance.now();
      const answer = await fetch(`${url}/healthz`);
      if (!answer.ok) throw new Error(`/healthz answered ${answer.status}`);
      health.push(performance.now() - started);
      await sleep(PROBE_EVERY_MS);
    }
  })();
  return {
    memory,
    health,
    async stop() {
      stopped.abort();
      await watching;
    },
  };
}

async function runClients(order: LoadOrder): Promise<LoadResult> {
  const file = join(import.meta.dirname, 'load-clients.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [file, JSON.stringify(order)], {
    maxBuffer: 2 ** 30,
  });
  // Written by that program.
  return JSON.parse(stdout) as LoadResult;
}

const shown = (ms: number) => ms.toFixed(0).padStart(6);

function printKinds(result: LoadResult, seconds: number): void {
  console.log('kind       count  per s     p50    p95    p99    max ms   outcomes');
  for (const kind of KINDS) {
    const { times, outcomes } = result[kind];
    const shares = [0.5, 0.95, 0.99, 1].map((share) => shown(percentile(times, share))).join(' ');
    const told = Object.entries(outcomes).map(([outcome, count]) => `${outcome}: ${count}`);
    const rate = (times.length / seconds).toFixed(1).padStart(6);
    console.log(
      `${kind.padEnd(8)} ${String(times.length).padStart(7)} ${rate}  ${shares}      ${told.join(', ')}`,
    );
  }
}

/** How often a call had an outcome that nothing expects: a 5xx, another status, no answer. */
function unexpected(result: LoadResult): number {
  return KINDS.flatMap((kind) => Object.entries(result[kind].outcomes)).reduce(
    (sum, [outcome, count]) => sum + (EXPECTED.has(outcome) ? 0 : count),
    0,
  );
}

/** 200 clients at once that list, look at devices, change groups and upload, for that long. */
export async function benchLoad(seconds: number): Promise<Figure[]> {
  const server = await startServer({
    FLEET_SIZE: String(DEVICES),
    MDM_API_KEY: API_KEY,
    LOG_LEVEL: 'error',
  });
  // What generating the fleet took is none of the load's.
  await server.restart();
  const before = await memoryOf(server.pid, 'VmRSS');
  console.log(`load average at the start: ${loadavg()[0]?.toFixed(1) ?? ''}`);
  const watched = watch(server);
  const result = await runClients({ url: server.url, key: API_KEY, clients: CLIENTS, seconds, seed: 1 });
  await watched.stop();
  const peak = await memoryOf(server.pid, 'VmHWM');
  const end = await memoryOf(server.pid, 'VmRSS');
  printKinds(result, seconds);
  const parts = 6;
  const size = Math.ceil(watched.memory.length / parts);
  const course = Array.from({ length: parts }, (_, part) =>
    Math.max(...watched.memory.slice(part * size, (part + 1) * size)).toFixed(0),
  );
  console.log(
    `server: ${before.toFixed(0)} MiB before, ${peak.toFixed(0)} at its peak, ${end.toFixed(0)} at the end; ` +
      `highest of each sixth of the time: ${course.join(' ')}`,
  );
  console.log(
    `GET /healthz meanwhile: ${[0.5, 0.95, 0.99, 1].map((share) => shown(percentile(watched.health, share))).join(' ')} ms (p50, p95, p99, max)`,
  );
  await server.remove();
  return [
    atMost(`load: calls of ${CLIENTS} clients not answered as expected`, unexpected(result), 0, ''),
    atMost('load: memory of the server at its peak', peak, MAX_MEMORY_MIB, 'MB'),
  ];
}
