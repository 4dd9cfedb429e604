import { IncomingMessage } from 'node:http';

export interface Replay {
  /** The origin that the request is answered at; what the client's own headers say of it is not believed. */
  origin: string;
  /** Path and query, in place of the request's own. */
  url?: string;
  /** Form fields, in place of the request's body. */
  form?: URLSearchParams;
  /** In place of the request's own Accept header. */
  accept?: string;
}

/**
 * The request as the authorization server is to see it: with other parameters, its body already read by us, and the
 * public origin told by the forwarded headers. The original stays as it is, for the log.
 */
export function replayRequest(
  original: IncomingMessage,
  { origin, url, form, accept }: Replay,
): IncomingMessage {
  const { protocol, host } = new URL(origin);
  const request = new IncomingMessage(original.socket);
  request.method = original.method ?? 'GET';
  request.url = url ?? original.url ?? '/';
  request.httpVersion = original.httpVersion;
  request.httpVersionMajor = original.httpVersionMajor;
  request.httpVersionMinor = original.httpVersionMinor;
  request.headers = {
    ...original.headers,
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-host': host,
    ...(accept !== undefined && { accept }),
  };
  delete request.headers['x-forwarded-for'];
  delete request.headers['transfer-encoding'];
  delete request.headers['content-encoding'];
  if (form === undefined) {
    delete request.headers['content-length'];
  } else {
    const body = Buffer.from(form.toString());
    request.headers['content-type'] = 'application/x-www-form-urlencoded';
    request.headers['content-length'] = String(body.length);
    request.push(body);
  }
  request.push(null);
  request.complete = true;
  return request;
}
