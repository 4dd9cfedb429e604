import { expose } from 'comlink';
import { createBudget } from '../../api/budget/create-budget.ts';
import { fetchDeviceChanges } from '../../api/device-changes.ts';
import { fetchDeviceList } from '../../api/devices.ts';
import { configureHttp } from '../../api/http.ts';
import { storedData } from '../../api/stored-data.ts';
import { createInventory } from './inventory-core.ts';
import { NEWS_CHANNEL, readNews } from './inventory-news.ts';
import { installPortErrors } from './port-errors.ts';

/** Long enough for the first rows and a first search to be asked for; a worker has no requestIdleCallback. */
const IDLE_AFTER_MS = 250;

installPortErrors();
const channel = new BroadcastChannel(NEWS_CHANNEL);
const budget = createBudget();
const inventory = createInventory({
  fetchList: fetchDeviceList,
  fetchChanges: fetchDeviceChanges,
  storage: storedData('inventory'),
  withLock: (name, work) => navigator.locks.request(name, work),
  announce: (news) => channel.postMessage(news),
  now: () => Date.now(),
  idle: () => new Promise((resolve) => setTimeout(resolve, IDLE_AFTER_MS)),
  useCredentials: (credentials) => configureHttp(credentials, budget),
});
channel.addEventListener('message', (event: MessageEvent<unknown>) => {
  const news = readNews(event.data);
  if (!news) return;
  inventory.hear(news);
  // The page hears of it only now: asked at once, this worker knows that there are newer rows.
  self.postMessage(news);
});
expose(inventory);
