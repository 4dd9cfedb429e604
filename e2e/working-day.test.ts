import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../server/testing/build-test-app.ts';
import { testDevice } from '../server/testing/test-device.ts';
import { fetchDeviceChanges } from '../src/api/device-changes.ts';
import { fetchDeviceList, getDevice } from '../src/api/devices.ts';
import { configureHttp } from '../src/api/http.ts';
import { fetchOnce, persistQueries } from '../src/api/query-storage.ts';
import { openBudget } from '../src/api/testing-budget.ts';
import { createInventory } from '../src/features/devices/inventory-core.ts';
import { memoryStorage } from '../src/features/devices/testing-inventory.ts';
import type { DeviceId } from '../src/lib/ids.ts';
import { EMPTY_QUERY } from '../src/table/query.ts';

/** The staleness that the settings begin with. */
const FRESH_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const FLEET = 200;
const EIGHT = Date.UTC(2026, 10, 23, 8);

let test: TestApp;
let now = EIGHT;
const admitted = openBudget();

beforeAll(async () => {
  // Only the clock is turned: sockets and timers are the real ones.
  vi.useFakeTimers({ toFake: ['Date'], now });
  test = await buildTestApp({
    // Any name for the server will do, the port of the day among them.
    config: { apiLimits: 'paid', host: '0.0.0.0' },
    clock: () => now,
  });
  await test.store.devices.put(Array.from({ length: FLEET }, (_, index) => testDevice(index)));
  const address = await test.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = new URL(address);
  vi.stubGlobal('self', { location: { origin: `http://127.0.0.1:${port}` } });
  const key = await test.keyOf('admin');
  configureHttp(
    { headers: () => Promise.resolve({ ...key }), renew: () => Promise.resolve(false) },
    admitted.budget,
  );
});
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await test.close();
});

function setTime(minute: number): void {
  now = EIGHT + minute * MINUTE_MS;
  vi.setSystemTime(now);
}

/** What of the page makes calls, in a browser of its own. */
function sitDown(accountId: string) {
  const inventory = createInventory({
    fetchList: fetchDeviceList,
    fetchChanges: fetchDeviceChanges,
    storage: memoryStorage(),
    announce: () => undefined,
    withLock: (_name, work) => work(),
    now: () => now,
    idle: () => Promise.resolve(),
    useCredentials: () => undefined,
  });
  const client = new QueryClient();
  persistQueries(client, accountId, {
    storage: memoryStorage(),
    // One tab each: nobody is told.
    channel: {
      postMessage: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
    withLock: (_name, work) => work(),
    now: () => now,
    onShared: () => undefined,
  });
  return {
    openDevices: () => inventory.load({ accountId, maxAgeMs: FRESH_MS }),
    /** Searching, filtering and sorting. */
    look: () => inventory.view({ ...EMPTY_QUERY, search: 'device 1' }, 20),
    refresh: () => inventory.load({ accountId, maxAgeMs: 0 }),
    openDevice: (index: number) => {
      const id = String(testDevice(index).id) as DeviceId;
      return client.query({
        queryKey: ['devices', accountId, 'detail', id],
        queryFn: (context) => fetchOnce(context, () => getDevice(id)),
        staleTime: FRESH_MS,
      });
    },
  };
}

type Desk = ReturnType<typeof sitDown>;
interface Act {
  minute: number;
  person: number;
  act: (desk: Desk) => Promise<unknown>;
}

/** A day of ten people from eight to five: five of helpdesk, three of IT, two managers. */
function* dayOf(person: number): Generator<Act> {
  if (person < 5) {
    // Twenty callers: the list, a search, the caller's phone, and back to it two minutes later.
    for (let caller = 0; caller < 20; caller += 1) {
      const minute = person + caller * 26;
      yield { minute, person, act: (desk) => desk.openDevices() };
      yield { minute, person, act: (desk) => desk.look() };
      yield { minute: minute + 1, person, act: (desk) => desk.openDevice(caller * 5 + person) };
      yield { minute: minute + 2, person, act: (desk) => desk.openDevices() };
      yield { minute: minute + 3, person, act: (desk) => desk.openDevice(caller * 5 + person) };
    }
  } else if (person < 8) {
    // Once an hour some work in the list, three devices looked into, and a refresh to see the effect.
    for (let hour = 0; hour < 9; hour += 1) {
      const minute = hour * 60 + person;
      yield { minute, person, act: (desk) => desk.openDevices() };
      for (let step = 0; step < 4; step += 1)
        yield { minute: minute + step, person, act: (desk) => desk.look() };
      for (let device = 0; device < 3; device += 1) {
        yield { minute: minute + 2, person, act: (desk) => desk.openDevice(hour * 3 + device) };
      }
      yield { minute: minute + 20, person, act: (desk) => desk.refresh() };
    }
  } else {
    // The inventory before each of three meetings.
    for (const minute of [30, 240, 420]) {
      yield { minute: minute + person, person, act: (desk) => desk.openDevices() };
      yield { minute: minute + person + 1, person, act: (desk) => desk.look() };
    }
  }
}

it('ten people work a day on 345 of the 2,500 calls, 6 in the busiest minute', async () => {
  const desks = Array.from({ length: 10 }, (_, person) => sitDown(`person-${person}`));
  const acts = desks.flatMap((_, person) => [...dayOf(person)]).sort((a, b) => a.minute - b.minute);
  let busiest = 0;
  for (const [index, { minute, person, act }] of acts.entries()) {
    setTime(minute);
    // Things change all day: two devices a minute, so that no list is the one before.
    await test.store.devices.put([testDevice(index % FLEET, { name: `Renamed ${index}` })]);
    const desk = desks[person];
    if (desk !== undefined) await act(desk);
    busiest = Math.max(busiest, (await test.store.calls.used(now)).minute.used);
  }
  const { day } = await test.store.calls.used(now);
  // 160 lists; 4 more, because after half a day without a look more than half of the devices have changed.
  const byPurpose = Object.groupBy(admitted.admitted, ({ purpose = 'other' }) => purpose);
  expect({
    acts: acts.length,
    day: day.used,
    inventory: byPurpose.inventory?.length,
    device: byPurpose.device?.length,
    busiest,
  }).toEqual({ acts: 755, day: 345, inventory: 164, device: 181, busiest: 6 });
});
