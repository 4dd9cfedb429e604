import type { Priority } from '../../api/budget/calls.ts';
import type { CallCredentials } from '../../api/credentials.ts';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import type { FacetValue, MatchResult, ViewQuery } from '../../table/model.ts';

/** What the page knows of the list; the rows stay in the worker. */
export interface InventorySummary {
  /** Grows with every change of the rows; part of the query key of whatever is computed from them. */
  version: number;
  total: number;
  /** When the service was last asked, ms since 1970. */
  fetchedAt: number;
  /** False where the service's list has neither serial numbers nor IMEIs: only ?search= finds those. */
  hasIdentifiers: boolean;
  /** Items of the list that had no readable id and are not among the rows; absent: none. */
  unreadable?: number;
  /** How many more devices the service announced than it sent, after a second try; absent: none. */
  missing?: number;
  /** Calls that asking again costs, as far as can be told; absent: one. */
  calls?: number;
}

export interface LoadRequest {
  /** Whose data it is: stored data is bound to it. */
  accountId: string;
  /** Data younger than this is taken as it is, from memory, from storage or from another tab; 0 asks the service. */
  maxAgeMs: number;
  /** Of the call, where there has to be one. Default `visible`. */
  priority?: Priority;
}

export interface LoadProgress {
  receivedBytes: number;
  rows: number;
}

/** A filtered and sorted order of the rows. `key` names it until the rows change; asking by it again is cheap. */
export interface InventoryView {
  key: string;
  version: number;
  count: number;
  /** The first rows, so that one message is enough to paint. */
  head: Device[];
}

export interface ExportRequest {
  format: 'csv' | 'xlsx';
  /** Visible columns in order. */
  fields: string[];
  rows: { kind: 'view'; key: string } | { kind: 'ids'; ids: DeviceId[] };
}

/** The inventory worker: fetches, parses, decodes, keeps, filters and sorts. All of it is asynchronous over a MessagePort. */
export interface InventoryWorker {
  /** Hands over the session; called once before anything else. */
  connect(credentials: CallCredentials, onProgress: (progress: LoadProgress) => void): void;
  /** Single flight, also over tabs (Web Lock). Rejects with an ApiError; rows already held stay. */
  load(request: LoadRequest): Promise<InventorySummary>;
  /** Takes what is stored of the account into memory, ahead of its being asked for; never a call. */
  warm(accountId: string): Promise<void>;
  view(query: ViewQuery, headCount: number): Promise<InventoryView>;
  /** Rows [start, end) of a view. */
  rows(viewKey: string, start: number, end: number): Promise<Device[]>;
  ids(viewKey: string, start?: number, end?: number): Promise<DeviceId[]>;
  /** Where a device stands in a view; -1 where it is not in it. */
  positionOf(viewKey: string, id: DeviceId): Promise<number>;
  /** Values of a field with how many rows have each, all other filters of the query applied; most first. */
  facet(field: string, query: ViewQuery): Promise<FacetValue[]>;
  match(identifiers: string[]): Promise<MatchResult>;
  device(id: DeviceId): Promise<Device | undefined>;
  /** Several by id, unknown ones left out, in the order given. */
  devices(ids: DeviceId[]): Promise<Device[]>;
  exportRows(request: ExportRequest): Promise<Blob>;
  /** Forgets rows and stored data (sign-out). */
  clear(): Promise<void>;
}
