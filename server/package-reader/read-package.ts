import { type ByteSource, PackageError, type PackageInfo } from './types.ts';

/**
 * What an app package says of itself: APK, IPA, MSI, APPX, MSIX and bundles, told apart by their bytes and not by a name.
 * Fails with `PackageError` for everything else, and reads by random access: never the whole file.
 */
export function readPackage(source: ByteSource): Promise<PackageInfo> {
  return Promise.reject(new PackageError(`Not written yet: ${source.size}`));
}
