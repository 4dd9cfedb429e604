import type { ListChanges } from './list-changes.ts';

/** An app of the repository. */
export interface App {
  id: bigint;
  name: string;
  categoryId: number;
  /** 0 free store app, 1 paid store app, 2 enterprise app. */
  type: number;
  /** Bundle identifier, package name or product code; "" for a store app nobody gave one. */
  identifier: string;
  version: string;
  /** 1 iOS, 2 Android, 3 Windows; an open integer. */
  platform: number;
  /** 1 smartphone, 2 tablet, 3 both. */
  supportedDevices: number;
  description: string;
  countryCode: string;
  storeUrl: string;
  storeId: string;
  preventBackup: boolean;
  /** Hash of the picture, its address; see `icon`. */
  icon?: string;
  /** The enterprise package, a blob of server/files. */
  packageBlob?: string;
  /** MSI only: what all versions of the product have in common. */
  upgradeCode?: string;
  /** ms since 1970. */
  addedAt: number;
  modifiedAt: number;
}

export interface Icon {
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  contentType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/x-icon';
  bytes: Uint8Array;
}

/** What an app is made of; `icon` in whole, kept with it in one transaction. */
export type AppContent = Omit<App, 'id' | 'icon' | 'addedAt' | 'modifiedAt'> & { icon?: Icon };

/** No file and no app has the package's blob any more, so its bytes are gone or about to go. */
export class BlobGone extends Error {}

/** The app repository, and what of it is distributed to whom. */
export interface AppStore extends ListChanges<App> {
  get(id: bigint): Promise<App | undefined>;
  /** Apps with that identifier (case matters), of any platform; never those without one. */
  findByIdentifier(identifier: string): Promise<App[]>;
  /**
   * Fails with `AlreadyExists` where the platform has an app of that identifier (none is no identifier), and with
   * `BlobGone` where the file of the package was swept meanwhile.
   */
  add(content: AppContent, now: number): Promise<App>;
  /**
   * What is given replaces what was; undefined where there is no such app. Fails as `add` does.
   * The blob of a package that is replaced is told by the next `FileStore.sweep`.
   */
  update(id: bigint, change: Partial<AppContent>, now: number): Promise<App | undefined>;
  /** Refused while it is distributed, with how many associations of each kind it has. */
  remove(id: bigint): Promise<AppRemoved>;
  icon(hash: string): Promise<Icon | undefined>;

  /** All of them or none, as one transaction. An association that is there takes the new options. */
  distributeToDevices(id: bigint, deviceIds: readonly bigint[], options: Distribution): Promise<Distributed>;
  /** As above. A group with members, but none that is managed and of the app's platform, is a mismatch; an empty one is not. */
  distributeToGroups(id: bigint, groupIds: readonly bigint[], options: Distribution): Promise<Distributed>;
  /** False where there is no such association. */
  takeFromDevice(id: bigint, deviceId: bigint): Promise<boolean>;
  takeFromGroup(id: bigint, groupId: bigint): Promise<boolean>;
  /** The app's own associations, by device id. */
  devicesOf(id: bigint): Promise<(Distribution & { deviceId: bigint })[]>;
  groupsOf(id: bigint): Promise<(Distribution & { groupId: bigint; name: string })[]>;
  /** By app name. */
  ofGroup(groupId: bigint): Promise<(Distribution & { app: App })[]>;
  /** What a device gets, by itself or through its groups, as far as it is managed and the platform fits; by app name. */
  ofDevice(deviceId: bigint): Promise<DeviceDistribution[]>;
}

/** How an app is distributed. */
export interface Distribution {
  silentInstall: boolean;
  notifyByEmail: boolean;
  /** When it was last associated, ms since 1970. */
  at: number;
}

export interface DeviceDistribution {
  app: App;
  /** The device's own association. */
  direct?: Distribution;
  groups: (Distribution & { groupId: bigint })[];
}

export type AppRemoved =
  { outcome: 'done' } | { outcome: 'no-app' } | { outcome: 'distributed'; devices: number; groups: number };

export type Distributed =
  | { outcome: 'done' }
  | { outcome: 'no-app' }
  /** Targets that do not exist, in the order given. */
  | { outcome: 'unknown'; ids: bigint[] }
  /** Targets the app is not for: of another platform, or no longer managed. */
  | { outcome: 'mismatch'; ids: bigint[] };
