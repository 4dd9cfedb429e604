import { proxy, wrap, type Remote } from 'comlink';
import type { CallCredentials } from '../../api/credentials.ts';
import { ApiError } from '../../api/errors.ts';
import { readNews } from './inventory-news.ts';
import type { InventoryWorker, LoadProgress } from './inventory-types.ts';
import { installPortErrors } from './port-errors.ts';

type Listener = (progress: LoadProgress) => void;

const listeners = new Set<Listener>();
const newsListeners = new Set<{ accountId: string; listener: () => void }>();
let session: CallCredentials | undefined;
let running: Promise<Remote<InventoryWorker>> | undefined;

/** Hands over the session. The worker itself starts with the first question to it. */
export function startInventory(credentials: CallCredentials): void {
  session = credentials;
  running = undefined;
}

/** Tells how the list comes in. Returns the function that ends the subscription. */
export function subscribeProgress(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells when another tab stored newer rows of the account. Returns the function that ends the subscription. */
export function subscribeNewerRows(accountId: string, listener: () => void): () => void {
  const entry = { accountId, listener };
  newsListeners.add(entry);
  return () => void newsListeners.delete(entry);
}

/** The inventory in its worker, started when first asked. Every call rejects with an ApiError where it cannot run. */
export const inventory: Omit<InventoryWorker, 'connect'> = {
  load: async (request) => (await worker()).load(request),
  warm: async (accountId) => (await worker()).warm(accountId),
  view: async (query, headCount) => (await worker()).view(query, headCount),
  rows: async (viewKey, start, end) => (await worker()).rows(viewKey, start, end),
  ids: async (viewKey, start, end) => (await worker()).ids(viewKey, start, end),
  positionOf: async (viewKey, id) => (await worker()).positionOf(viewKey, id),
  facet: async (field, query) => (await worker()).facet(field, query),
  match: async (identifiers) => (await worker()).match(identifiers),
  device: async (id) => (await worker()).device(id),
  devices: async (ids) => (await worker()).devices(ids),
  exportRows: async (request) => (await worker()).exportRows(request),
  clear: async () => (await worker()).clear(),
};

function worker(): Promise<Remote<InventoryWorker>> {
  if (!running) {
    running = start();
    // A failed start is tried again by the next question.
    running.catch(() => (running = undefined));
  }
  return running;
}

async function start(): Promise<Remote<InventoryWorker>> {
  if (!session) throw new ApiError('signed-out', 'Sign in to go on.');
  installOnce();
  const thread = new Worker(new URL('./inventory.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inventory',
  });
  const remote = wrap<InventoryWorker>(thread);
  thread.addEventListener('message', (event: MessageEvent<unknown>) => {
    const news = readNews(event.data);
    if (news?.type !== 'stored') return;
    for (const { accountId, listener } of newsListeners) if (accountId === news.accountId) listener();
  });
  const broken = Promise.withResolvers<never>();
  // A script that cannot be loaded never answers; an error later on does not end the worker.
  thread.addEventListener('error', (event) => {
    const init = { cause: event.message };
    broken.reject(new ApiError('network', 'A part of the page could not be loaded. Reload the page.', init));
  });
  broken.promise.catch(() => thread.terminate());
  const report = proxy((progress: LoadProgress) => listeners.forEach((listener) => listener(progress)));
  await Promise.race([remote.connect(proxy(session), report), broken.promise]);
  return remote;
}

let isInstalled = false;
function installOnce(): void {
  if (isInstalled) return;
  isInstalled = true;
  installPortErrors();
}
