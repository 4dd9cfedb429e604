import type { SavedView } from '../contract/me.ts';
import type { Role } from '../contract/scopes.ts';
import type { Page } from '../domain/paging.ts';
import type { AppStore } from './app-store.ts';
import type { FileStore } from './file-store.ts';
import type { GroupStore } from './group-store.ts';

/**
 * Everything the server keeps. One implementation on SQLite today (`sqlite-store.ts`); the suite in
 * `store-suite.ts` is what any other engine has to pass. Ids are 64-bit: bigint here, never a number.
 */
export interface Store {
  /** Random, made with the database; part of delta tokens and ETags, so that those of another database are foreign. */
  readonly databaseId: string;
  readonly devices: DeviceStore;
  readonly groups: GroupStore;
  readonly apps: AppStore;
  readonly files: FileStore;
  readonly accounts: AccountStore;
  readonly apiKeys: ApiKeyStore;
  readonly oauth: OAuthStore;
  readonly secrets: SecretStore;
  readonly calls: CallStore;
  readonly views: SavedViewStore;
  readonly fleet: FleetStore;
  close(): Promise<void>;
}

export interface User {
  id: bigint;
  name: string;
  email: string;
}

export interface Sim {
  imei?: string;
  phoneNumber?: string;
  iccid?: string;
  carrier?: string;
  isRoaming?: boolean;
}

export interface LocationFix {
  /** When the device was there, ms since 1970. */
  locatedAt: number;
  /** When the server heard of it, ms since 1970. */
  addedAt: number;
  latitude: number;
  longitude: number;
}

/** An app found on a device: what the device reports, not what the repository distributes. */
export interface InstalledApp {
  name: string;
  identifier: string;
  version: string;
}

/** As read: `id` stands for this app and version on any device, and is none of the repository's. */
export interface SeenApp extends InstalledApp {
  id: bigint;
}

export interface Profile {
  kind: 'provisioning' | 'configuration';
  /** The documented object of GET /devices/{id}/profiles for this profile, as JSON text. */
  body: string;
}

/** One device as it is kept. Absent means not known; it is sent as "--" (detail) or "" (list). */
export interface DeviceRecord {
  id: bigint;
  name: string;
  /** 1 iOS, 2 Android, 3 Windows; an open integer. */
  platform: number;
  model: string;
  productName: string;
  osVersion: string;
  /** GB. */
  capacityGb: number;
  isLostMode: boolean;
  user?: User;
  serialNumber?: string;
  udid?: string;
  /** 1 corporate, 2 personal. */
  ownedBy: number;
  isRemoved: boolean;
  sims: Sim[];
  /** All other facts of the documented detail answer, by their documented name; see domain/device-detail.ts. */
  facts: Record<string, string>;
}

/** What the importer takes beside the device itself. */
export interface DeviceImport extends DeviceRecord {
  locations: LocationFix[];
  installedApps: InstalledApp[];
  profiles: Profile[];
}

/** Filters of GET /devices; all given ones must hold. */
export interface DeviceFilter {
  /** In any of name, model, serial, IMEI (also their tails), phone number, user name, e-mail, id; case does not matter. */
  search?: string;
  platforms?: number[];
  imei?: string;
  serialNumber?: string;
  email?: string;
  ownedBy?: number;
  groupId?: bigint;
  /** Only what was changed after this revision. */
  changedSince?: bigint;
}

export interface DeviceStore {
  /** Grows with every change of any device or user; equal revisions mean equal lists. */
  revision(): Promise<bigint>;
  get(id: bigint): Promise<(DeviceRecord & { revision: bigint }) | undefined>;
  count(filter: DeviceFilter): Promise<number>;
  /**
   * The documented list items as JSON text without the brackets, in chunks of many devices that begin with a comma
   * where one is needed, ordered by id. Built in SQL: through objects it takes 3 times as long and 4 times the memory.
   * The snapshot is that of the first chunk: changes during the reading are not seen.
   */
  listJson(filter: DeviceFilter, wire: 'numbers' | 'strings', page?: Page): AsyncIterable<string>;
  /** Ids removed after `revision`. */
  removedSince(revision: bigint): Promise<bigint[]>;
  /** Adds or replaces, as one transaction, with everything that hangs on the device. */
  put(devices: readonly DeviceImport[]): Promise<void>;
  /** False where there was no such device. */
  remove(id: bigint): Promise<boolean>;
  locations(id: bigint): Promise<LocationFix[]>;
  installedApps(id: bigint): Promise<SeenApp[]>;
  profiles(id: bigint): Promise<Profile[]>;
}

/** Progress of generating the sample fleet, kept so that a generation cut short goes on where it stopped. */
export interface FleetStore {
  state(): Promise<FleetState | undefined>;
  /** The devices and the new state, in one transaction. */
  advance(state: FleetState, devices: readonly DeviceImport[]): Promise<void>;
}

export interface FleetState {
  seed: number;
  size: number;
  done: number;
  /** The moment all times in the fleet are relative to, ms since 1970. */
  now: number;
  /** Whether the sample's groups and apps are all there; they come after the devices. */
  hasGroupsAndApps: boolean;
}

export interface Account {
  id: string;
  email: string;
  name: string;
  role: Role;
  isDisabled: boolean;
  /** A sample account works only while the server listens on a loopback address. */
  isSample: boolean;
}

export interface AccountStore {
  list(): Promise<Account[]>;
  get(id: string): Promise<Account | undefined>;
  /** E-mail without regard to case. `passwordHash` is in the format of auth/passwords.ts. */
  findByEmail(email: string): Promise<(Account & { passwordHash: string }) | undefined>;
  /** Fails with `AlreadyExists` where the e-mail is taken. */
  add(account: Account & { passwordHash: string }): Promise<void>;
  /** False where there is no such account. */
  update(
    id: string,
    change: { role?: Role; isDisabled?: boolean; passwordHash?: string; name?: string },
  ): Promise<boolean>;
}

export class AlreadyExists extends Error {}

export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  createdAt: number;
}

export interface ApiKeyStore {
  list(): Promise<ApiKey[]>;
  findByHash(hash: string): Promise<ApiKey | undefined>;
  /** Fails with `AlreadyExists` where the name is taken. */
  add(key: ApiKey & { hash: string }): Promise<void>;
  remove(name: string): Promise<boolean>;
}

/** Rows of the authorization server, by model and id, as oidc-provider's adapter wants them. Ids arrive hashed. */
export interface OAuthStore {
  put(row: OAuthRow): Promise<void>;
  find(model: string, id: string): Promise<OAuthRow | undefined>;
  findByUid(model: string, uid: string): Promise<OAuthRow | undefined>;
  consume(model: string, id: string, at: number): Promise<void>;
  remove(model: string, id: string): Promise<void>;
  removeByGrant(grantId: string): Promise<void>;
  /** Oldest first. */
  listByAccount(model: string, accountId: string): Promise<OAuthRow[]>;
  /** Deletes what ended before `now`, and grants no token hangs on any more. */
  sweep(now: number): Promise<void>;
}

export interface OAuthRow {
  model: string;
  id: string;
  payload: Record<string, unknown>;
  grantId?: string;
  accountId?: string;
  uid?: string;
  consumedAt?: number;
  createdAt: number;
  /** ms since 1970; absent: does not end. */
  expiresAt?: number;
}

/** Secrets the server makes itself once and keeps (signing keys, cookie keys), as JSON text by name. */
export interface SecretStore {
  getOrCreate(name: string, create: () => Promise<string>): Promise<string>;
}

/** Calls counted per minute and per day (UTC), so that a restart does not forget them. */
export interface CallStore {
  /** Counts one call at `now` unless that exceeds a limit, and tells what was counted in both windows. */
  count(now: number, limits: { perMinute: number; perDay: number }): Promise<CallCount>;
  /** What was counted in both windows at `now`; counts nothing. */
  used(now: number): Promise<Pick<CallCount, 'minute' | 'day'>>;
}

export interface CallCount {
  isAllowed: boolean;
  minute: { used: number; endsAt: number };
  day: { used: number; endsAt: number };
}

export interface SavedViewStore {
  list(accountId: string): Promise<SavedView[]>;
  put(accountId: string, view: SavedView): Promise<void>;
  remove(accountId: string, name: string): Promise<boolean>;
}
