import type { Static } from 'typebox';
import { APP_CATEGORIES, type app, type appListItem } from '../contract/apps.ts';
import type { AppFields } from './app-fields.ts';

/** An app as it is kept. */
export interface KeptApp extends AppFields {
  id: bigint;
  /** Hash of the picture. */
  icon?: string;
  /** ms since 1970. */
  addedAt: number;
  modifiedAt: number;
}

/** Where a picture is served, an absolute URL. */
export function iconUrl(origin: string, hash: string): string {
  return `${origin}/api/icons/${hash}`;
}

/** An app of GET /apps; `origin` is that of the server as the caller sees it. */
export function toAppListItem(kept: KeptApp, origin: string): Static<ReturnType<typeof appListItem>> {
  return {
    app_id: kept.id,
    app_name: kept.name,
    app_category: APP_CATEGORIES[kept.categoryId] ?? `Category ${kept.categoryId}`,
    app_type: kept.type,
    version: kept.version,
    platform_type: kept.platform,
    description: kept.description,
    ...(kept.icon !== undefined && { icon: iconUrl(origin, kept.icon) }),
    added_time: kept.addedAt,
    modified_time: kept.modifiedAt,
  };
}

/** The whole app, as GET /apps/{app_id} answers it. */
export function toApp(kept: KeptApp, origin: string): Static<ReturnType<typeof app>> {
  return {
    ...toAppListItem(kept, origin),
    bundle_identifier: kept.identifier,
    store_url: kept.storeUrl,
    is_app_paid: kept.type === 1,
    country_code: kept.countryCode,
    store_id: kept.storeId,
    app_category_id: kept.categoryId,
    supported_devices: kept.supportedDevices,
    prevent_backup: kept.preventBackup,
  };
}
