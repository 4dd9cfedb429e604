import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface Part {
  /** As it is written in the header. */
  disposition?: string;
  type?: string;
  encoding?: string;
  bytes: string | Buffer;
}

export const BOUNDARY = 'a-boundary-for-tests';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A multipart/form-data body with `BOUNDARY`. */
export function formBody(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const pieces = parts.flatMap(({ disposition, type, encoding, bytes }) => [
    `--${BOUNDARY}\r\n`,
    disposition === undefined ? '' : `Content-Disposition: ${disposition}\r\n`,
    type === undefined ? '' : `Content-Type: ${type}\r\n`,
    encoding === undefined ? '' : `Content-Transfer-Encoding: ${encoding}\r\n`,
    '\r\n',
    bytes,
    '\r\n',
  ]);
  return Buffer.concat([...pieces, end].map((piece) => Buffer.from(piece)));
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An upload that was begun and not ended. */
export interface BegunUpload {
  call: ClientRequest;
  answer: Promise<Answer>;
}

/** Begins an upload; the caller writes its body and ends it, or does not. */
export function beginUpload(url: string, headers: Record<string, string | number>): BegunUpload {
  const call = request(`${url}/api/v1/files`, {
    method: 'POST',
    agent: false,
    headers: {
      host: 'localhost',
      'content-type': 'text/plain',
      'content-disposition': 'filename=a.txt',
      ...headers,
    },
  });
  const answer = readAnswer(call);
  // Those that break off on purpose do not ask for it.
  answer.catch(() => undefined);
  call.on('error', () => undefined);
  return { call, answer };
}

async function readAnswer(call: ClientRequest): Promise<Answer> {
  // The one argument of the event.
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
