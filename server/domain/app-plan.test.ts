import { describe, expect, it } from 'vitest';
import type { AppChange } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';
import { planPost, planUpdate, refuseNeedlessPackage, type KnownApp, type PackageFacts } from './app-plan.ts';

const required = { app_name: 'Picker', app_category_id: 2, supported_devices: 3 };
const storeBody = { ...required, app_type: 0, bundle_identifier: 'com.example.picker' };
const packaged = { ...required, app_type: 2, app_file: 5n };
const facts: PackageFacts = { platform: 2, identifier: 'com.example.picker', version: '1.2' };

function known(given: Partial<KnownApp> = {}): KnownApp {
  return { id: 7n, type: 0, identifier: 'com.example.picker', platform: 2, version: '1.0', ...given };
}
const enterprise = (given: Partial<KnownApp> = {}) => known({ type: 2, ...given });

/** What is decided, in short: the code and the words of a refusal, or the plan. */
function outcomeOf(plan: () => unknown): unknown {
  try {
    return plan();
  } catch (error) {
    return error instanceof ApiFailure ? [error.code, error.message] : error;
  }
}

describe('POST /apps adds', () => {
  const blank = {
    identifier: '',
    version: '',
    description: '',
    countryCode: '',
    storeUrl: '',
    storeId: '',
    preventBackup: false,
  };

  it('a store app with nothing but what is required', () => {
    expect(planPost({ ...required, app_type: 0 }, undefined, [])).toEqual({
      kind: 'add',
      fields: { ...blank, name: 'Picker', type: 0, categoryId: 2, supportedDevices: 3, platform: 2 },
    });
  });

  it('a store app of the platform that is told', () => {
    const plan = planPost({ ...storeBody, app_store_country_code: 'in', version: '4' }, undefined, []);
    expect(plan.fields).toMatchObject({ platform: 1, countryCode: 'IN', version: '4' });
  });

  it('an enterprise app as its package says', () => {
    const plan = planPost(packaged, { ...facts, upgradeCode: '{U}' }, []);
    expect(plan).toEqual({
      kind: 'add',
      fields: {
        ...blank,
        name: 'Picker',
        type: 2,
        categoryId: 2,
        supportedDevices: 3,
        platform: 2,
        identifier: 'com.example.picker',
        version: '1.2',
        upgradeCode: '{U}',
      },
    });
  });

  it('an app of an identifier that only another platform has', () => {
    expect(planPost({ ...storeBody, platform_type: 1 }, undefined, [known()]).kind).toBe('add');
    expect(planPost(packaged, facts, [enterprise({ platform: 1 })]).kind).toBe('add');
  });

  it.each(['app_name', 'app_type', 'app_category_id', 'supported_devices'])('nothing without %s', (field) => {
    const outcome = ['COM0005', expect.stringContaining(`${field} is missing`)];
    expect(outcomeOf(() => planPost({ ...storeBody, [field]: undefined }, undefined, []))).toEqual(outcome);
    expect(outcomeOf(() => planPost({ ...packaged, [field]: undefined }, facts, []))).toEqual(outcome);
  });

  it.each<[string, AppChange, PackageFacts | undefined, string, RegExp]>([
    ['an enterprise app without its package', { ...required, app_type: 2 }, undefined, 'COM0009', /app_file/],
    ['a store app with a package', { ...required, app_type: 1, app_file: 5n }, facts, 'COM0005', /app_file/],
    [
      'a package of another identifier',
      { ...packaged, bundle_identifier: 'com.example.Picker' },
      facts,
      'APP0001',
      /com\.example\.picker, not of com\.example\.Picker/,
    ],
    [
      'a package of another platform',
      { ...packaged, platform_type: 1 },
      facts,
      'APP0001',
      /Android, not for iOS/,
    ],
    [
      'a package of another version',
      { ...packaged, version: '1.20' },
      facts,
      'APP0001',
      /1\.2, not of 1\.20/,
    ],
  ])('not %s', (_what, body, info, code, words) => {
    expect(outcomeOf(() => planPost(body, info, []))).toEqual([code, expect.stringMatching(words)]);
  });

  it('an installer whose product code the body spells in small letters', () => {
    const identifier = '{6AD2231F-FF48-4D59-AC26-405AFAE23DB7}';
    const body = { ...packaged, bundle_identifier: identifier.toLowerCase() };
    expect(planPost(body, { ...facts, platform: 3, identifier }, []).kind).toBe('add');
  });

  it('an app whose body says the same as its package', () => {
    const body = { ...packaged, bundle_identifier: 'com.example.picker', platform_type: 2, version: '1.2' };
    expect(planPost(body, facts, []).kind).toBe('add');
  });
});

describe('POST /apps updates', () => {
  const change = { bundle_identifier: 'com.example.picker', description: 'New' };

  it.each<[string, AppChange, PackageFacts | undefined, KnownApp[], object]>([
    ['the only app of the identifier', change, undefined, [known()], { description: 'New' }],
    ['an enterprise app without a new package', change, undefined, [enterprise()], { description: 'New' }],
    [
      'an enterprise app by its package',
      { app_file: 5n },
      facts,
      [enterprise({ id: 8n, platform: 1 }), enterprise()],
      { version: '1.2', platform: 2 },
    ],
    [
      'the app of the platform given',
      { ...change, platform_type: 2 },
      undefined,
      [known({ id: 8n, platform: 1 }), known()],
      { description: 'New' },
    ],
    [
      'the app of the platform that a store address tells',
      { ...change, app_type: 1, store_url: 'https://play.google.com/x' },
      undefined,
      [known({ id: 8n, platform: 1 }), known()],
      { type: 1 },
    ],
    [
      'an Android enterprise app with a country code, as in the reference',
      { ...change, app_type: 2, app_store_country_code: 'US' },
      undefined,
      [enterprise()],
      { countryCode: 'US' },
    ],
  ])('%s', (_what, body, info, existing, fields) => {
    expect(planPost(body, info, existing)).toMatchObject({ kind: 'update', id: 7n, fields });
  });

  it('nothing that the body does not name', () => {
    const plan = planPost(change, undefined, [known()]);
    expect(plan.fields).toEqual({ identifier: 'com.example.picker', description: 'New' });
  });

  it.each<[string, AppChange, PackageFacts | undefined, KnownApp[], string, RegExp]>([
    [
      'an app of two platforms when none is named',
      change,
      undefined,
      [known({ id: 8n, platform: 1 }), known()],
      'COM0005',
      /iOS and Android: platform_type is missing/,
    ],
    ['a store app by a package', { app_file: 5n }, facts, [known()], 'COM0005', /store app has no package/],
    [
      'a store app into an enterprise app',
      { ...packaged },
      facts,
      [known()],
      'COM0005',
      /app_type.*store app/,
    ],
    [
      'an enterprise app into a store app',
      storeBody,
      undefined,
      [enterprise()],
      'COM0005',
      /app_type.*enterprise/,
    ],
  ])('not %s', (_what, body, info, existing, code, words) => {
    expect(outcomeOf(() => planPost(body, info, existing))).toEqual([code, expect.stringMatching(words)]);
  });
});

describe('PUT /apps/{app_id}', () => {
  const msi = enterprise({ platform: 3, identifier: '{OLD}', upgradeCode: '{U}' });
  const nextMsi: PackageFacts = { platform: 3, identifier: '{NEW}', version: '2.0', upgradeCode: '{U}' };

  it.each<[string, KnownApp, AppChange, PackageFacts | undefined, object]>([
    ['changes nothing', known(), {}, undefined, {}],
    ['makes a store app a paid one', known(), { app_type: 1 }, undefined, { type: 1 }],
    [
      'changes the identifier of a store app',
      known(),
      { bundle_identifier: 'b' },
      undefined,
      { identifier: 'b' },
    ],
    [
      'takes what a form sends back unchanged',
      enterprise(),
      { app_type: 2, bundle_identifier: 'com.example.picker', version: '1.0', platform_type: 2 },
      undefined,
      { type: 2, identifier: 'com.example.picker', version: '1.0' },
    ],
    [
      'takes a new package of the app, its version with it',
      enterprise(),
      { app_file: 5n, app_name: 'New' },
      facts,
      { name: 'New', identifier: 'com.example.picker', version: '1.2', platform: 2 },
    ],
    [
      'takes the next version of an MSI, its product code with it',
      msi,
      { app_file: 5n },
      nextMsi,
      { identifier: '{NEW}', version: '2.0', platform: 3, upgradeCode: '{U}' },
    ],
  ])('%s', (_what, app, body, info, fields) => {
    expect(planUpdate(app, body, info)).toEqual({ kind: 'update', id: 7n, fields });
  });

  it.each<[string, KnownApp, AppChange, PackageFacts | undefined, string, RegExp]>([
    ['a store app into an enterprise app', known(), { app_type: 2 }, undefined, 'COM0005', /app_type/],
    ['an enterprise app into a store app', enterprise(), { app_type: 0 }, undefined, 'COM0005', /app_type/],
    ['a store app by a package', known(), { app_file: 5n }, facts, 'COM0005', /no package/],
    ['the platform', known(), { platform_type: 1 }, undefined, 'COM0005', /Android and cannot be for iOS/],
    [
      'the identifier of an enterprise app without a package',
      enterprise(),
      { bundle_identifier: '' },
      undefined,
      'COM0005',
      /what the package says, com\.example\.picker/,
    ],
    [
      'the version of it',
      enterprise(),
      { version: '9' },
      undefined,
      'COM0005',
      /what the package says, 1\.0/,
    ],
    [
      'an app by a package of another one',
      enterprise({ identifier: 'com.example.other' }),
      { app_file: 5n },
      facts,
      'APP0001',
      /is of com\.example\.picker, the app is com\.example\.other/,
    ],
    [
      'an app by a package for another platform',
      enterprise({ platform: 1 }),
      { app_file: 5n },
      facts,
      'APP0001',
      /for Android, not for iOS/,
    ],
    [
      'an MSI by one of another upgrade code',
      msi,
      { app_file: 5n },
      { ...nextMsi, upgradeCode: '{V}' },
      'APP0001',
      /\{NEW\}.*\{OLD\}/,
    ],
    [
      'an MSI without an upgrade code by another without',
      enterprise({ platform: 3, identifier: '{OLD}' }),
      { app_file: 5n },
      { platform: 3, identifier: '{NEW}', version: '2.0' },
      'APP0001',
      /\{NEW\}.*\{OLD\}/,
    ],
    [
      'an app into what its package does not say',
      enterprise(),
      { app_file: 5n, version: '3' },
      facts,
      'APP0001',
      /version 1\.2, not of 3/,
    ],
  ])('does not change %s', (_what, app, body, info, code, words) => {
    expect(outcomeOf(() => planUpdate(app, body, info))).toEqual([code, expect.stringMatching(words)]);
  });
});

it.each([
  [undefined, { app_file: 5n }, false],
  [2, { app_file: 5n }, false],
  [0, {}, false],
  [0, { app_file: 5n }, true],
  [1, { app_file: 5n }, true],
])('for type %s, the body %o has a package too many: %s', (type, body, isRefused) => {
  const outcome = outcomeOf(() => refuseNeedlessPackage(type, body));
  expect(outcome).toEqual(isRefused ? ['COM0005', expect.stringContaining('app_file')] : undefined);
});
