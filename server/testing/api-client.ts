import type { Role } from '../contract/scopes.ts';
import type { TestApp } from './build-test-app.ts';

export interface ApiClient {
  get(url: string, headers?: object): Promise<ApiAnswer>;
  post(url: string, body?: string, headers?: object): Promise<ApiAnswer>;
  delete(url: string, headers?: object): Promise<ApiAnswer>;
}

export type ApiAnswer = Awaited<ReturnType<TestApp['app']['inject']>>;

/** Calls as a client of the reference does: the JSON header on everything, with a body or without. */
export async function apiClient(test: TestApp, role: Role = 'admin'): Promise<ApiClient> {
  const own = { ...(await test.keyOf(role)), 'content-type': 'application/json' };
  const call = (method: 'GET' | 'POST' | 'DELETE') => (url: string, headers?: object) =>
    test.app.inject({ method, url, headers: { ...own, ...headers } });
  return {
    get: call('GET'),
    post: (url, body, headers) =>
      body === undefined
        ? call('POST')(url, headers)
        : test.app.inject({ method: 'POST', url, headers: { ...own, ...headers }, payload: body }),
    delete: call('DELETE'),
  };
}

/** Status and code of an error's answer. */
export function failureOf(answer: ApiAnswer): [status: number, code: string] {
  return [answer.statusCode, answer.json<{ error_code: string }>().error_code];
}

/** The values of an id's key, in order and in every digit: a parser of JSON would round them. */
export function idsOf(answer: ApiAnswer, key: string): string[] {
  return [...answer.body.matchAll(new RegExp(`"${key}":"?(\\d+)`, 'g'))].map(([, id = '']) => id);
}

/** Adds a group by the API; its id. */
export async function addGroup(client: ApiClient, name: string, more: object = {}): Promise<string> {
  const answer = await client.post('/api/v1/groups', JSON.stringify({ name, group_type: 1, ...more }));
  const [id] = idsOf(answer, 'group_id');
  if (id === undefined) throw new Error(`No group was added: ${answer.body}`);
  return id;
}
