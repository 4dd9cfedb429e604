import type { AppChange } from '../contract/apps.ts';

const IOS = 1;
const ANDROID = 2;
const WINDOWS = 3;

const NAMES: Readonly<Record<number, string>> = { [IOS]: 'iOS', [ANDROID]: 'Android', [WINDOWS]: 'Windows' };

/** The name for people; "platform 7" for one that has none here. */
export function platformLabel(platform: number): string {
  return NAMES[platform] ?? `platform ${platform}`;
}

type StoreFields = Pick<AppChange, 'platform_type' | 'app_store_country_code' | 'store_url'>;

/**
 * The platform of a store app, which the reference's request does not name: told by what only an app of that store has.
 * Undefined where nothing tells.
 */
export function toldPlatform(body: StoreFields): number | undefined {
  if (body.platform_type !== undefined) return body.platform_type;
  if (body.app_store_country_code !== undefined && body.app_store_country_code !== '') return IOS;
  const host = URL.parse(body.store_url ?? '')?.hostname;
  if (host === undefined) return undefined;
  if (isOf(host, 'apple.com')) return IOS;
  if (isOf(host, 'microsoft.com')) return WINDOWS;
  return isOf(host, 'play.google.com') ? ANDROID : undefined;
}

/** As `toldPlatform`; Android where nothing tells. */
export function platformOfStoreApp(body: StoreFields): number {
  return toldPlatform(body) ?? ANDROID;
}

function isOf(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
