/** Clients that call a server without pause, in a process of their own. Argument: a `LoadOrder`; prints a `LoadResult`. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { Random } from '../server/fleet/random.ts';
import { KINDS, SHARES, UPLOAD_BYTES, type Kind, type LoadOrder, type LoadResult } from './load-work.ts';

interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

interface Answer {
  status: number;
  etag: string | undefined;
  /** Kept where it is asked for only. */
  text: string;
}

// The one argument is what bench/load.ts wrote.
const { url, key, clients, seconds, seed } = JSON.parse(process.argv[2] ?? '') as LoadOrder;
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const file = randomBytes(UPLOAD_BYTES);
const MANY = 50;

async function send({ method = 'GET', path, headers, body }: Call, isKept = false): Promise<Answer> {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const call = request(`${url}/api/v1/${path}`, {
    method,
    agent,
    headers: { authorization: key, ...length, ...headers },
  });
  const answered = once(call, 'response') as Promise<[IncomingMessage]>;
  call.end(body);
  const [response] = await answered;
  let text = '';
  for await (const chunk of response) if (isKept) text += String(chunk);
  return { status: response.statusCode ?? 0, etag: response.headers.etag, text };
}

const idsOf = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`"${name}":(\\d+)`, 'g'))].map(([, id = '']) => id);

const result = Object.fromEntries(
  KINDS.map((kind) => [kind, { times: [], outcomes: {} }]),
) as unknown as LoadResult;

async function measure(kind: Kind, call: Call): Promise<Answer | undefined> {
  const { times, outcomes } = result[kind];
  const started = performance.now();
  const count = (outcome: string | number) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
  try {
    const answer = await send(call);
    times.push(performance.now() - started);
    count(answer.status);
    return answer;
  } catch (error) {
    count(error instanceof Error && 'code' in error ? String(error.code) : String(error));
    return undefined;
  }
}

const json = (body: string) => ({ headers: { 'content-type': 'application/json' }, body });

/** One client: it has a group of its own, so that what it takes away is there. */
async function work(index: number, devices: readonly string[], endsAt: number): Promise<void> {
  const random = new Random(seed, index);
  const made = await send(
    { method: 'POST', path: 'groups', ...json(`{"name":"Load ${index}","group_type":1}`) },
    true,
  );
  const [group = ''] = idsOf(made.text, 'group_id');
  const etags = new Map<string, string>();
  let memberSteps = 0;
  let member = '';
  const kinds = KINDS.map((kind) => ({ kind, weight: SHARES[kind] }));

  const list = async () => {
    const encoding = random.pick(['br', 'gzip']);
    const etag = random.chance(0.5) ? etags.get(encoding) : undefined;
    const headers = { 'accept-encoding': encoding, ...(etag && { 'if-none-match': etag }) };
    const answer = await measure('list', { path: 'devices', headers });
    if (answer?.etag !== undefined) etags.set(encoding, answer.etag);
  };
  const members = () => {
    memberSteps += 1;
    if (memberSteps % 3 === 0) {
      const ids = Array.from({ length: MANY }, () => random.pick(devices));
      return {
        method: 'POST',
        path: `groups/${group}/members`,
        ...json(`{"member_ids":[${ids.join()}]}`),
      } as const;
    }
    if (memberSteps % 3 === 1) member = random.pick(devices);
    return {
      method: memberSteps % 3 === 1 ? 'POST' : 'DELETE',
      path: `groups/${group}/members/${member}`,
    } as const;
  };
  const calls: Record<Exclude<Kind, 'list'>, () => Call> = {
    detail: () => ({ path: `devices/${random.pick(devices)}` }),
    parts: () => ({
      path: `devices/${random.pick(devices)}/${random.pick(['apps', 'profiles', 'locations'])}`,
    }),
    groups: () => ({ path: random.pick(['groups', `groups/${group}/members`]) }),
    members,
    upload: () => ({
      method: 'POST',
      path: 'files',
      headers: { 'content-type': 'a/b', 'content-disposition': 'filename=a' },
      body: file,
    }),
  };
  while (performance.now() < endsAt) {
    const { kind } = random.pickWeighted(kinds);
    if (kind === 'list') await list();
    else await measure(kind, calls[kind]());
  }
}

const devices = idsOf((await send({ path: 'devices' }, true)).text, 'device_id');
const endsAt = performance.now() + seconds * 1000;
await Promise.all(Array.from({ length: clients }, (_, index) => work(index, devices, endsAt)));
agent.destroy();
process.stdout.write(JSON.stringify(result));
