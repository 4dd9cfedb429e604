import type { AppChange } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';

/** What of an app is set by a request and its package; of the same shape as the store's, without the blobs. */
export interface AppFields {
  name: string;
  categoryId: number;
  /** 0 free store app, 1 paid store app, 2 enterprise app. */
  type: number;
  /** "" for a store app nobody gave one. */
  identifier: string;
  version: string;
  platform: number;
  supportedDevices: number;
  description: string;
  countryCode: string;
  storeUrl: string;
  storeId: string;
  preventBackup: boolean;
  upgradeCode?: string;
}

/** The fields a body gives, by the names they are kept under. Fails with COM0005 for a value that cannot be. */
export function fieldsOf(body: AppChange): Partial<AppFields> {
  return withoutAbsent({
    name: body.app_name,
    categoryId: body.app_category_id,
    type: body.app_type,
    identifier: body.bundle_identifier,
    version: body.version,
    supportedDevices: body.supported_devices,
    description: body.description,
    countryCode: readCountryCode(body.app_store_country_code),
    storeUrl: readStoreUrl(body.store_url),
    storeId: body.store_id,
    preventBackup: body.prevent_backup,
  });
}

/** Without the keys whose value is undefined, which would not leave a field as it is but take its value away. */
export function withoutAbsent<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The very keys and values of the argument, those that are undefined left out.
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Upper case; "" takes it away. */
function readCountryCode(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return text;
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  throw new ApiFailure('COM0005', 'app_store_country_code has to be two letters, such as US');
}

/** As sent, since it is shown as a link: a web address and nothing else; "" takes it away. */
function readStoreUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return text;
  const protocol = /\s/.test(text) ? undefined : URL.parse(text)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') return text;
  throw new ApiFailure('COM0005', 'store_url has to be an address that begins with https:// or http://');
}
