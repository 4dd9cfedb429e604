/** Bytes that are read where they are wanted: a file on disk, a Blob in the browser, an entry stored in an archive. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Exactly `length` bytes; fails with `PackageError` where the source ends before. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

export type PackageKind = 'apk' | 'ipa' | 'msi' | 'appx';

/** What an app package says of itself. Every text is as hostile as the file: not longer than 1,000 characters, never a path. */
export interface PackageInfo {
  /** appx: APPX, MSIX and bundles of either. */
  kind: PackageKind;
  /** 1 iOS, 2 Android, 3 Windows. */
  platform: 1 | 2 | 3;
  /** Package name (APK), bundle identifier (IPA), product code in braces (MSI), identity name (APPX, MSIX). */
  identifier: string;
  /** For people: versionName, CFBundleShortVersionString, ProductVersion, identity version. */
  version: string;
  /** For machines, where there is another: versionCode, CFBundleVersion. */
  build?: string;
  /** The label in English or in the package's default language; absent where it cannot be told. */
  name?: string;
  /** The largest picture up to 1 MiB that a browser shows; absent where there is none (drawn icons, .exe icons). */
  icon?: PackageIcon;
  /** Lowest OS version it says it runs on: "14.0", "API 26". */
  minimumOs?: string;
  /** 1 smartphone, 2 tablet, 3 both; iOS only. */
  supportedDevices?: 1 | 2 | 3;
  /** MSI only: what all versions of the product have in common, in braces. */
  upgradeCode?: string;
}

export interface PackageIcon {
  contentType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/x-icon';
  bytes: Uint8Array<ArrayBuffer>;
}

/** Not a package, or none that can be taken. The message says why, to a person, and is safe to show. */
export class PackageError extends Error {}

/** No reading goes beyond these, whatever a package says of itself. */
export const LIMITS = {
  /** Entries of an archive. */
  entries: 200_000,
  /** Bytes of an archive's directory. */
  directoryBytes: 64 * 1024 * 1024,
  /** Bytes, unpacked, of a manifest. */
  manifestBytes: 8 * 1024 * 1024,
  /** Bytes, unpacked, of a table of resources. */
  resourceBytes: 64 * 1024 * 1024,
  /** Bytes of a picture. */
  iconBytes: 1024 * 1024,
  /** Characters of any text that is handed out. */
  textLength: 1000,
} as const;
