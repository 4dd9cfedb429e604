import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../e2e/support/server.ts';
import { API_KEY } from './fleet.ts';
import { memoryOf } from './process-memory.ts';
import { atMost, type Figure } from './table.ts';

const AT_ONCE = 200;
const PATIENCE_MS = 30_000;

type Outcome = 'answered' | 'shed' | 'silent';

/** Opens a connection, asks once on it and keeps it open. */
function open(port: number): Promise<{ socket: Socket; outcome: Outcome }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve({ socket, outcome });
    };
    const timer = setTimeout(() => end('silent'), PATIENCE_MS);
    socket.on('error', () => end('shed')).on('close', () => end('shed'));
    socket.once('data', () => end('answered'));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  });
}

async function upload(url: string): Promise<number> {
  const headers = { authorization: API_KEY, 'content-type': 'a/b', 'content-disposition': 'filename=a' };
  const answer = await fetch(`${url}/api/v1/files`, { method: 'POST', headers, body: 'a' });
  return answer.status;
}

/** Holds that many connections open: each is answered or shed, the files of the server last, and it goes on afterwards. */
export async function benchConnections(count: number): Promise<Figure[]> {
  const server = await startServer({ FLEET_SIZE: '100', MDM_API_KEY: API_KEY, LOG_LEVEL: 'error' });
  const before = await memoryOf(server.pid, 'VmRSS');
  // On a connection that is kept from now on, so that it is there when no new one is taken.
  const statuses = [await upload(server.url)];
  const port = Number(new URL(server.url).port);
  const outcomes: Record<Outcome, number> = { answered: 0, shed: 0, silent: 0 };
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const opened = await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, () => open(port)),
    );
    for (const { socket, outcome } of opened) {
      outcomes[outcome] += 1;
      sockets.push(socket);
    }
  }
  statuses.push(await upload(server.url));
  const peak = await memoryOf(server.pid, 'VmHWM');
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve).destroy()));
  await Promise.all(closed.filter((_, index) => sockets[index]?.closed === false));
  await sleep(1000);
  const again = await open(port);
  again.socket.destroy();
  statuses.push(again.outcome === 'answered' ? 200 : 503);
  await server.remove();
  console.log(
    `${count.toLocaleString('en')} connections: ${outcomes.answered} answered, ${outcomes.shed} shed, ${outcomes.silent} neither; ` +
      `server ${before.toFixed(0)} MiB before, ${peak.toFixed(0)} at its peak`,
  );
  return [
    atMost(`${count.toLocaleString('en')} connections: neither answered nor shed`, outcomes.silent, 0, ''),
    atMost(
      'the same: refused meanwhile or afterwards',
      statuses.filter((each) => each !== 200).length,
      0,
      '',
    ),
  ];
}
