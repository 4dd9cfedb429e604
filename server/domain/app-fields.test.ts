import { describe, expect, it } from 'vitest';
import { fieldsOf, withoutAbsent } from './app-fields.ts';

describe('the fields of an app that a body gives', () => {
  it('are those it names, under the names they are kept by', () => {
    expect(
      fieldsOf({
        app_name: 'ME MDM',
        app_type: 1,
        app_file: 1n,
        app_category_id: 2,
        supported_devices: 3,
        display_image: 2n,
        full_image: 3n,
        description: 'An app',
        app_store_country_code: 'us',
        bundle_identifier: 'com.example.mdm',
        prevent_backup: true,
        platform_type: 1,
        version: '1.1.1',
        store_url: 'https://apps.apple.com/in/app/id720111835?mt=8',
        store_id: '720111835',
      }),
    ).toEqual({
      name: 'ME MDM',
      type: 1,
      categoryId: 2,
      supportedDevices: 3,
      description: 'An app',
      countryCode: 'US',
      identifier: 'com.example.mdm',
      preventBackup: true,
      version: '1.1.1',
      storeUrl: 'https://apps.apple.com/in/app/id720111835?mt=8',
      storeId: '720111835',
    });
  });

  it('are none where it names none', () => {
    expect(Object.keys(fieldsOf({}))).toEqual([]);
    expect(Object.keys(withoutAbsent({ one: undefined, two: '', three: false }))).toEqual(['two', 'three']);
  });

  it('can take a text away', () => {
    expect(fieldsOf({ app_store_country_code: '', store_url: '', description: '' })).toEqual({
      countryCode: '',
      storeUrl: '',
      description: '',
    });
  });

  it.each(['U', 'USA', '12', 'Ü1', 'U ', '<b'])('are refused with the country code %j', (code) => {
    expect(() => fieldsOf({ app_store_country_code: code })).toThrow(/app_store_country_code/);
  });

  it.each([
    'apps.apple.com/app',
    'ftp://example.com/app',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'java\nscript:alert(1)',
    'https://',
    'https://exa mple.com',
    'https://example.com/a\nb',
  ])('are refused with the store address %j', (url) => {
    expect(() => fieldsOf({ store_url: url })).toThrow(/store_url/);
  });

  it.each(['http://example.com', 'HTTPS://example.com/ä?q=1#x'])('keep the store address %j', (url) => {
    expect(fieldsOf({ store_url: url })).toEqual({ storeUrl: url });
  });
});
