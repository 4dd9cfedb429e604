import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_KEY, fleetServer } from './fleet.ts';
import { atMost, median, type Figure } from './table.ts';

const ROUNDS = 7;

/** Milliseconds to the first and to the last byte of an answer, read and thrown away. */
function time(url: string): Promise<{ firstMs: number; totalMs: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get(url, { headers: { authorization: API_KEY }, agent: false }, (response) => {
      let firstMs = 0;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstMs = performance.now() - started;
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ firstMs, totalMs: performance.now() - started, bytes });
        else reject(new Error(`${url} answered ${response.statusCode ?? 0}`));
      });
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

async function body(url: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: API_KEY, 'accept-encoding': 'identity' } });
  return response.text();
}

/** Peak resident memory of a process in MB, as Linux tells it; NaN elsewhere. */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function serveFile(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'muster-file-'));
  const file = join(folder, 'devices.json');
  await writeFile(file, text);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'file-server.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec(chunk.toString());
      if (found !== null) resolve(found[0]);
    });
  });
  return {
    url,
    async close() {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** GET /devices of 100,000 over sending the same bytes from a file, turn by turn. */
export async function benchList(): Promise<Figure[]> {
  const server = await fleetServer(100_000);
  const list = `${server.url}/api/v1/devices`;
  const file = await serveFile(await body(list));
  const anew = await time(list);
  // The page asks for it compressed: from then on it is kept so.
  await fetch(list, { headers: { authorization: API_KEY, 'accept-encoding': 'br' } }).then((answer) =>
    answer.text(),
  );
  const ours: Awaited<ReturnType<typeof time>>[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await time(list));
    floor.push((await time(file.url)).totalMs);
  }
  const totalMs = median(ours.map((each) => each.totalMs));
  const floorMs = median(floor);
  const firstMs = median(ours.map((each) => each.firstMs));
  const megabytes = (ours[0]?.bytes ?? 0) / 1e6;
  const peak = await peakMb(server.pid);
  await file.close();
  await server.stop();
  console.log(
    `GET /devices of 100,000: ${megabytes.toFixed(1)} MB in ${totalMs.toFixed(0)} ms (first byte ${firstMs.toFixed(1)} ms), ` +
      `the first time ${anew.totalMs.toFixed(0)} ms, the same file ${floorMs.toFixed(0)} ms; server peak ${peak.toFixed(0)} MB`,
  );
  return [
    atMost('server: GET /devices of 100,000 over the same bytes from a file', totalMs / floorMs, 3, 'x'),
    atMost('the same, first time after a change', anew.totalMs / floorMs, 3, 'x'),
    atMost('server: first byte of that list', firstMs, 50, 'ms'),
  ];
}

/** From starting the process to its word that it is ready, on an existing database. */
export async function benchStart(): Promise<Figure[]> {
  await (await fleetServer(10_000)).stop();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const server = await fleetServer(10_000);
    times.push(performance.now() - started);
    await server.stop();
  }
  return [atMost('server: start on an existing 10,000-device database', median(times), 1000, 'ms')];
}
