import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { vi } from 'vitest';

export interface TestServer {
  origin: string;
  /** Method, address and headers of every call, in order. */
  calls: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

/** A server on loopback that answers as told, and the page's location set to it. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, call: number) => void,
): Promise<TestServer> {
  const calls: TestServer['calls'] = [];
  const server: Server = createServer((request, response) => {
    calls.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response, calls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address()?.port ?? 0}`;
  vi.stubGlobal('self', { location: { origin } });
  return {
    origin,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
}
