import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../e2e/support/server.ts';
import { API_KEY } from './fleet.ts';
import { atMost, median, type Figure } from './table.ts';

const SIZE = 1024 ** 3;
const ROUNDS = 3;
const CHUNK = Buffer.alloc(64 * 1024, 'muster');
const BOUNDARY = 'the-boundary-of-the-benchmark';

/** Sends 1 GiB between `head` and `tail`; milliseconds to the answer. */
async function upload(url: string, headers: Record<string, string>, head = '', tail = ''): Promise<number> {
  const started = performance.now();
  const length = SIZE + Buffer.byteLength(head + tail);
  const call = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': length },
    agent: false,
  });
  const answered = once(call, 'response') as Promise<[IncomingMessage]>;
  if (head !== '') call.write(head);
  for (let sent = 0; sent < SIZE; sent += CHUNK.length) {
    if (!call.write(CHUNK)) await once(call, 'drain');
  }
  call.end(tail);
  const [response] = await answered;
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode ?? 0}`);
  return performance.now() - started;
}

async function startSink(folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'upload-sink.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec(chunk.toString());
      if (found !== null) resolve(found[0]);
    });
  });
  return { url, close: () => child.kill() };
}

/** Memory of a process in MiB, as Linux tells it: VmRSS now, VmHWM at its peak; NaN elsewhere. */
async function memory(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** POST /files of 1 GiB, raw and as a form, over writing the same bytes to the same disk, turn by turn. */
export async function benchUpload(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-upload-'));
  const server = await startServer({
    DATA_DIR: folder,
    FLEET_SIZE: '0',
    MDM_API_KEY: API_KEY,
    LOG_LEVEL: 'error',
  });
  const sink = await startSink(folder);
  const files = `${server.url}/api/v1/files`;
  const raw = { authorization: API_KEY, 'content-type': 'a/b', 'content-disposition': 'filename=a' };
  const form = { authorization: API_KEY, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name=file; filename=a\r\n\r\n`;
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  const tidy = async () => {
    const blobs = join(folder, 'blobs');
    for (const name of await readdir(blobs)) await rm(join(blobs, name));
  };

  const times = { sink: [] as number[], raw: [] as number[], form: [] as number[] };
  const before = await memory(server.pid, 'VmRSS');
  for (let round = 0; round < ROUNDS; round++) {
    times.sink.push(await upload(sink.url, {}));
    times.raw.push(await upload(files, raw));
    times.form.push(await upload(files, form, head, tail));
    await tidy();
  }
  const growth = (await memory(server.pid, 'VmHWM')) - before;
  sink.close();
  await server.remove();
  const told = Object.entries(times).map(
    ([what, each]) => `${what} ${each.map((ms) => ms.toFixed(0)).join(' ')}`,
  );
  console.log(
    `1 GiB, ms: ${told.join('; ')}; server ${before.toFixed(0)} MB, ${growth.toFixed(0)} more at its peak`,
  );
  const floor = median(times.sink);
  return [
    atMost('server: POST /files of 1 GiB over writing the same bytes', median(times.raw) / floor, 1.25, 'x'),
    atMost('the same as multipart/form-data', median(times.form) / floor, 2, 'x'),
    atMost('server: memory it takes more for that', growth, 64, 'MB'),
  ];
}
