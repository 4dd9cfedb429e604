import { expect, it } from 'vitest';
import { platformLabel, platformOfStoreApp, toldPlatform } from './app-platform.ts';

it.each([
  [{}, undefined],
  [{ app_store_country_code: '' }, undefined],
  [{ store_url: '' }, undefined],
  [{ store_url: 'not an address' }, undefined],
  [{ store_url: 'https://example.com/apps.apple.com' }, undefined],
  [{ store_url: 'https://notapple.com/app' }, undefined],
  [{ app_store_country_code: 'US' }, 1],
  [{ store_url: 'https://apps.apple.com/in/app/id720111835' }, 1],
  [{ store_url: 'https://APPLE.com/app' }, 1],
  [{ store_url: 'https://apps.microsoft.com/detail/9wzdncrfj3tj' }, 3],
  [{ store_url: 'https://play.google.com/store/apps/details?id=com.example' }, 2],
  [{ platform_type: 7, app_store_country_code: 'US' }, 7],
  [{ platform_type: 2, store_url: 'https://apps.apple.com/app/id1' }, 2],
])('%j tells platform %s', (body, platform) => {
  expect(toldPlatform(body)).toBe(platform);
  expect(platformOfStoreApp(body)).toBe(platform ?? 2);
});

it('has a name for every platform', () => {
  expect([1, 2, 3, 7].map(platformLabel)).toEqual(['iOS', 'Android', 'Windows', 'platform 7']);
});
