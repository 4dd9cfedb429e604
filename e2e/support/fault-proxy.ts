import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a call on its way. Bytes are those of the body, uncompressed. */
export type Fault =
  /** Answered on the way; the server never sees the call. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body: string }
  /** The connection breaks before the server sees the call. */
  | { kind: 'drop-request' }
  /** The server carries the call out and answers; the connection breaks before the answer gets through. */
  | { kind: 'drop-answer' }
  /** The server has the call and is at work on it; `act` then, and the connection breaks. */
  | { kind: 'drop-during'; act: () => Promise<void> }
  /** The connection breaks in the middle of the answer's body. */
  | { kind: 'cut'; afterBytes: number }
  /** The answer ends there as if that were all of it. */
  | { kind: 'shorten'; toBytes: number }
  /** The server gets the call only after `until`, or never where the client gives up before. */
  | { kind: 'hold-request'; until: Promise<unknown> }
  /** The server carries the call out; its answer gets through after `until`. */
  | { kind: 'hold-answer'; until: Promise<unknown> };

/** What a proxy sends whose server is down. */
export const PROXY_PAGE: Fault = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><h1>502 Bad Gateway</h1></html>',
};

export interface SeenCall {
  /** "PUT /api/me/views?…" */
  line: string;
  /** What the server answered; absent where it never saw the call or never answered. */
  serverStatus?: number;
}

interface Rule {
  pattern: RegExp;
  fault: Fault;
  left: number;
}

/** Stands before the server at the address that the page is opened at, and lets go wrong what it is told to. */
export class FaultProxy {
  readonly #server = createServer((incoming, outgoing) => {
    // The page went away, or the fault is a broken connection: both are seen at the other end.
    this.#handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  #rules: Rule[] = [];
  #seen: SeenCall[] = [];
  #upstreamPort = 0;

  /** Listens on a free port; calls are answered once `forwardTo` has said where the server is. */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  forwardTo(port: number): void {
    this.#upstreamPort = port;
  }

  /** Calls whose line ("GET /api/v1/devices?…") matches meet the fault, `times` of them. */
  fail(pattern: RegExp, fault: Fault, times = Infinity): void {
    this.#rules.push({ pattern, fault, left: times });
  }

  /** Everything gets through again. */
  heal(): void {
    this.#rules = [];
  }

  /** Every call since the last `forget` whose line matches. */
  calls(pattern: RegExp): SeenCall[] {
    return this.#seen.filter(({ line }) => pattern.test(line));
  }

  forget(): void {
    this.#seen = [];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call: SeenCall = { line: `${incoming.method ?? ''} ${incoming.url ?? ''}` };
    this.#seen.push(call);
    const fault = this.#faultOf(call.line);
    if (fault?.kind === 'answer') {
      outgoing.writeHead(fault.status, fault.headers);
      outgoing.end(fault.body);
      return;
    }
    if (fault?.kind === 'drop-request') {
      incoming.socket.destroy();
      return;
    }
    if (fault?.kind === 'hold-request') {
      await Promise.race([fault.until, once(outgoing, 'close')]);
      if (outgoing.closed) return;
    }
    const answer = this.#forward(incoming, call);
    if (fault?.kind === 'drop-during') {
      answer.catch(() => undefined);
      await fault.act();
      incoming.socket.destroy();
      return;
    }
    await pass(await answer, outgoing, fault);
  }

  #faultOf(line: string): Fault | undefined {
    const rule = this.#rules.find(({ pattern, left }) => left > 0 && pattern.test(line));
    if (rule !== undefined) rule.left -= 1;
    return rule?.fault;
  }

  #forward(incoming: IncomingMessage, call: SeenCall): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { ...incoming.headers };
    // Faults count bytes of the text itself.
    delete headers['accept-encoding'];
    const upstream = request(
      {
        host: '127.0.0.1',
        port: this.#upstreamPort,
        method: incoming.method,
        path: incoming.url,
        headers,
        agent: false,
      },
      (answer) => {
        call.serverStatus = answer.statusCode ?? 0;
        resolve(answer);
      },
    );
    upstream.on('error', reject);
    incoming.pipe(upstream);
    return promise;
  }
}

async function pass(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (fault?.kind === 'drop-answer') {
    outgoing.socket?.destroy();
    return;
  }
  if (fault?.kind === 'hold-answer') await fault.until;
  const headers = { ...answer.headers };
  delete headers['transfer-encoding'];
  delete headers.connection;
  const sent = fault?.kind === 'shorten' ? body.subarray(0, fault.toBytes) : body;
  const hasBody = answer.statusCode !== 304 && answer.statusCode !== 204;
  outgoing.writeHead(answer.statusCode ?? 502, {
    ...headers,
    ...(hasBody && { 'content-length': sent.length }),
  });
  if (fault?.kind !== 'cut') {
    outgoing.end(sent);
    return;
  }
  // Written out before the connection breaks, or the headers would not get through either.
  outgoing.write(body.subarray(0, fault.afterBytes), () => outgoing.socket?.destroy());
}
