import type { TestApp } from './build-test-app.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the API as a client of the reference does: the JSON header on everything, ids in every digit. */
export function apiCalls({ app }: TestApp, headers: { authorization: string }) {
  /** A body is JSON text, or an object in which ids are bigint. */
  const call = (method: Method, url: string, body?: string | object, more: object = {}) =>
    app.inject({
      method,
      url: url.startsWith('/') ? url : `/api/v1/${url}`,
      headers: { ...headers, 'content-type': 'application/json', ...more },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : jsonOf(body) }),
    });
  return {
    call,
    /** Status, code and description of the answer, which is to be an error. */
    async failure(method: Method, url: string, body?: string | object) {
      const answer = await call(method, url, body);
      const { error_code, error_description } = answer.json<Record<string, string>>();
      return [answer.statusCode, error_code, error_description];
    },
    /** Uploads a file; its id. */
    async upload(bytes: Uint8Array, name = 'file.bin'): Promise<bigint> {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/files',
        headers: {
          ...headers,
          'content-type': 'application/octet-stream',
          'content-disposition': `filename=${name}`,
        },
        payload: Buffer.from(bytes),
      });
      return idIn(answer.body, 'file_id');
    },
  };
}

/** The first id of that key, read without a parser that would round it. */
export function idIn(body: string, key: string): bigint {
  const digits = new RegExp(`"${key}":"?(\\d+)`).exec(body)?.[1];
  if (digits === undefined) throw new Error(`No ${key} in ${body}`);
  return BigInt(digits);
}

/** JSON in which a bigint is an integer with every digit. */
export function jsonOf(value: object): string {
  const text = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? `#${each}#` : each,
  );
  return text.replace(/"#(\d+)#"/g, '$1');
}
