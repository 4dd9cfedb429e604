import type { CallCredentials } from '../../api/credentials.ts';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { createEngine, type Engine, type View } from '../../table/engine.ts';
import type { Field } from '../../table/model.ts';
import { toCsv, toXlsx } from './export.ts';
import { deviceEngineOptions, deviceFields } from './fields.ts';
import { InventoryLoader, type LoaderDeps } from './inventory-loader.ts';
import type { InventoryNews } from './inventory-news.ts';
import type { Held } from './inventory-refresh.ts';
import type { ExportRequest, InventorySummary, InventoryWorker, LoadProgress } from './inventory-types.ts';

export interface InventoryDeps extends Omit<LoaderDeps, 'onProgress' | 'onRows'> {
  useCredentials: (credentials: CallCredentials) => void;
}

/** The inventory worker's inside: rows, the engine over them, and names for views. Knows no thread and no browser. */
export function createInventory(deps: InventoryDeps): InventoryWorker & { hear(news: InventoryNews): void } {
  let engine = engineOf([]);
  let version = 0;
  let viewsAsked = 0;
  let tell: (progress: LoadProgress) => void = () => undefined;
  /** Short names for views: a query with a pasted list is long, and is named with every window of rows. */
  const names = new Map<string, string>();
  const keys: string[] = [];

  const loader = new InventoryLoader({ ...deps, onProgress: (progress) => tell(progress), onRows: take });

  function take(held: Held, areSame: boolean): void {
    if (areSame) return;
    engine = engineOf(held.devices);
    version += 1;
    void warmUp(engine);
  }

  /** In steps, each after a pause in which nothing was asked for: who types does not wait for a step. */
  async function warmUp(taken: Engine<Device>): Promise<void> {
    const steps = taken.warmUp();
    while (engine === taken) {
      const askedBefore = viewsAsked;
      await deps.idle();
      if (viewsAsked === askedBefore && engine === taken && steps.next().done === true) return;
    }
  }

  function summaryOf(held: Held): InventorySummary {
    return {
      version,
      total: held.devices.length,
      fetchedAt: held.fetchedAt,
      hasIdentifiers: held.devices.some(
        (device) => device.serialNumber !== undefined || device.imeis.length > 0,
      ),
      ...(held.unreadable > 0 && { unreadable: held.unreadable }),
      ...(held.missing > 0 && { missing: held.missing }),
      // What changed comes in one call as a rule; without a token the list comes whole.
      ...(held.delta === undefined && held.pages !== undefined && { calls: held.pages }),
    };
  }

  function nameOf(key: string): string {
    let name = names.get(key);
    if (name === undefined) {
      name = String(keys.length);
      names.set(key, name);
      keys.push(key);
    }
    return `${version}:${name}`;
  }

  /** Of rows that changed meanwhile: the same question asked of the new ones. */
  function viewNamed(name: string): View {
    const key = keys[Number(name.split(':')[1])];
    if (key === undefined) throw new RangeError('There is no such view.');
    return engine.viewOf(key);
  }

  function indexOf(id: DeviceId): number[] {
    const index = engine.indexOf(id);
    return index === undefined ? [] : [index];
  }

  return {
    hear: (news) => {
      loader.hear(news);
      if (news.type === 'cleared') dropRows();
    },
    connect(credentials, onProgress) {
      deps.useCredentials(credentials);
      tell = onProgress;
    },
    load: async (request) => summaryOf(await loader.load(request)),
    warm: (accountId) => loader.warm(accountId),
    view: (query, headCount) =>
      promise(() => {
        viewsAsked += 1;
        const view = engine.view(query);
        const head = [...rowsAt(engine, view.indices.subarray(0, headCount))];
        return { key: nameOf(view.key), version, count: view.indices.length, head };
      }),
    rows: (name, start, end) =>
      promise(() => {
        const { indices } = viewNamed(name);
        return [...rowsAt(engine, indices.subarray(Math.max(0, start), Math.max(0, end)))];
      }),
    ids: (name, start = 0, end) =>
      promise(() => {
        const { indices } = viewNamed(name);
        return Array.from(rowsAt(engine, indices.subarray(start, end)), (device) => device.id);
      }),
    positionOf: (name, id) =>
      promise(() => {
        const [index] = indexOf(id);
        return index === undefined ? -1 : viewNamed(name).indices.indexOf(index);
      }),
    facet: (field, query) => promise(() => engine.facet(field, query)),
    match: (identifiers) => promise(() => engine.match(identifiers)),
    device: (id) => promise(() => [...rowsAt(engine, indexOf(id))][0]),
    devices: (ids) => promise(() => [...rowsAt(engine, ids.flatMap(indexOf))]),
    exportRows,
    clear: async () => {
      loader.forget();
      dropRows();
      deps.announce({ type: 'cleared' });
      await deps.storage.clear();
    },
  };

  function dropRows(): void {
    engine = engineOf([]);
    version += 1;
    names.clear();
    keys.length = 0;
  }

  async function exportRows({ format, fields, rows }: ExportRequest): Promise<Blob> {
    const chosen = fields.map(fieldOf);
    const indices = rows.kind === 'view' ? viewNamed(rows.key).indices : rows.ids.flatMap(indexOf);
    // Of these rows, also where others arrive while the file is written.
    const devices = rowsAt(engine, indices);
    return format === 'csv' ? toCsv(devices, chosen) : toXlsx(devices, chosen);
  }
}

function engineOf(devices: Device[]): Engine<Device> {
  return createEngine(deviceFields, devices, deviceEngineOptions);
}

function* rowsAt(engine: Engine<Device>, indices: Iterable<number>): Generator<Device> {
  const { rows } = engine;
  for (const index of indices) {
    const row = rows[index];
    if (row) yield row;
  }
}

/** The answer over a port is a promise, a failure a rejected one. */
function promise<T>(compute: () => T): Promise<T> {
  return Promise.resolve().then(compute);
}

function fieldOf(id: string): Field<Device> {
  const field = deviceFields.find((known) => known.id === id);
  if (!field) throw new RangeError(`There is no field "${id}".`);
  return field;
}
