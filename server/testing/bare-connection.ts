import { connect, type Socket } from 'node:net';

/**
 * A connection without a client's manners: it sends bytes as they are, and when the other side has ended, it does not
 * end as well but goes on sending, so that it is closed only by being cut off.
 */
export interface BareConnection {
  socket: Socket;
  /** All that has come back so far, latin1. */
  received: () => string;
  /** Resolves when it is closed, with all that came back. */
  closed: Promise<string>;
  /** Resolves when what came back matches, with all of it. */
  until: (pattern: RegExp) => Promise<string>;
}

export function openBare(url: string, bytes?: string | Buffer): BareConnection {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  // A reset is a way to be closed.
  socket.on('error', () => undefined);
  // Not by once(), which fails where there is an error before.
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  socket.once('end', () => {
    const timer = setInterval(() => socket.write('\0'), 10);
    socket.once('close', () => clearInterval(timer));
  });
  if (bytes !== undefined) socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return {
    socket,
    received: () => text,
    closed,
    async until(pattern) {
      while (!pattern.test(text)) {
        if (socket.closed) throw new Error(`Closed after: ${text}`);
        await Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed]);
      }
      return text;
    },
  };
}
