import type { AppContent, Icon } from './app-store.ts';
import type { UploadedFile } from './file-store.ts';

/** An app for Android with nothing but what a store must have; `change` says what the test is about. */
export function appContent(change: Partial<AppContent> = {}): AppContent {
  return {
    name: 'Picker',
    categoryId: 3,
    type: 2,
    identifier: 'com.example.picker',
    version: '1.0',
    platform: 2,
    supportedDevices: 3,
    description: '',
    countryCode: '',
    storeUrl: '',
    storeId: '',
    preventBackup: false,
    ...change,
  };
}

/** A picture of its own for each letter; the store does not look into it. */
export function icon(letter: string): Icon {
  return { hash: letter.repeat(64), contentType: 'image/png', bytes: new TextEncoder().encode(letter) };
}

/** A file that expires at 1000; its blob says what the test is about. */
export function upload(blob: string, change: Partial<UploadedFile> = {}): Omit<UploadedFile, 'id'> {
  return {
    blob,
    name: 'picker.apk',
    contentType: 'application/vnd.android.package-archive',
    size: 1024,
    sha256: '0'.repeat(64),
    createdAt: 10,
    expiresAt: 1000,
    ...change,
  };
}
