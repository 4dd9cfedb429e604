import type { Selectable } from 'kysely';
import type { App } from '../app-store.ts';
import type { Tables } from './schema.ts';

export function appOf(row: Selectable<Tables['apps']>): App {
  return {
    id: row.id,
    name: row.name,
    categoryId: Number(row.category_id),
    type: Number(row.type),
    identifier: row.identifier,
    version: row.version,
    platform: Number(row.platform),
    supportedDevices: Number(row.supported_devices),
    description: row.description,
    countryCode: row.country_code,
    storeUrl: row.store_url,
    storeId: row.store_id,
    preventBackup: row.prevent_backup !== 0n,
    ...(row.icon !== null && { icon: row.icon }),
    ...(row.package_blob !== null && { packageBlob: row.package_blob }),
    ...(row.upgrade_code !== null && { upgradeCode: row.upgrade_code }),
    addedAt: Number(row.added_at),
    modifiedAt: Number(row.modified_at),
  };
}
