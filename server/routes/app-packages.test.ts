import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blobsPath } from '../config.ts';
import { createFolderStorage } from '../files/folder-storage.ts';
import { buildAppx } from '../package-reader/testing/appx-builder.ts';
import { buildIpa, buildPng, samplePixels } from '../package-reader/testing/ipa-builder.ts';
import { buildMsi } from '../package-reader/testing/msi-builder.ts';
import type { App } from '../store/app-store.ts';
import type { Store } from '../store/store.ts';
import { apiCalls, idIn } from '../testing/api-calls.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';

const UNKNOWN_ID = 9_999_999_999_999_999n;
const BODY = { app_name: 'Picker for us', app_type: 2, app_category_id: 2, supported_devices: 3 };
const DAY = 24 * 60 * 60_000;

const pngOf = (width: number, height: number) => buildPng(samplePixels(width, height));

interface IpaFacts {
  identifier?: string;
  version?: string;
  icon?: Uint8Array;
}

function ipaOf({ identifier = 'com.example.picker', version = '1.2', icon }: IpaFacts = {}): Uint8Array {
  const facts = { CFBundleIdentifier: identifier, CFBundleShortVersionString: version };
  if (icon === undefined) return buildIpa(facts);
  return buildIpa({ ...facts, CFBundleIconFiles: ['Icon'] }, { files: { 'Icon.png': icon } });
}

const msixOf = () => buildAppx({ identifier: 'com.example.picker', version: '3.0.0.0' });

/** Codes as an installer has them, told apart by one digit. */
const codeOf = (digit: number) => `{00000000-0000-4000-8000-00000000000${digit}}`;

function msiOf(productCode: string, upgradeCode: string, version: string): Uint8Array {
  const properties = { ProductName: 'Scanner', ProductCode: productCode, UpgradeCode: upgradeCode };
  return buildMsi({ properties: { ...properties, ProductVersion: version } });
}

let test: TestApp;
let api: ReturnType<typeof apiCalls>;
let now = 1_700_000_000_000;
/** What others do while a request is at work: once it has found its file, and whenever it has looked for its app. */
const meanwhile: {
  fileFound?: (store: Store) => Promise<unknown>;
  appsFound?: (store: Store, apps: App[]) => Promise<App[]>;
} = {};

/** The store as it is, with room for others in between. */
function wrapStore(store: Store): Store {
  const get: Store['files']['get'] = async (id, at) => {
    const file = await store.files.get(id, at);
    const act = meanwhile.fileFound;
    delete meanwhile.fileFound;
    await act?.(store);
    return file;
  };
  const findByIdentifier: Store['apps']['findByIdentifier'] = async (identifier) => {
    const apps = await store.apps.findByIdentifier(identifier);
    return meanwhile.appsFound?.(store, apps) ?? apps;
  };
  return {
    ...store,
    files: { ...store.files, get },
    apps: { ...store.apps, findByIdentifier },
  };
}

beforeAll(async () => {
  test = await buildTestApp({ clock: () => now, wrapStore });
  api = apiCalls(test, await test.keyOf('admin'));
});
afterEach(async () => {
  delete meanwhile.appsFound;
  for (const { id } of await test.store.apps.list({})) await test.store.apps.remove(id);
});
afterAll(() => test.close());

const post = async (bytes: Uint8Array, more: object = {}) =>
  api.call('POST', 'apps', { ...BODY, app_file: await api.upload(bytes), ...more });
const refusal = async (bytes: Uint8Array, more: object = {}) =>
  api.failure('POST', 'apps', { ...BODY, app_file: await api.upload(bytes), ...more });
const appsKept = () => test.store.apps.list({});
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an enterprise app', () => {
  it('is what its package says, under the name a person gave it', async () => {
    const icon = pngOf(60, 60);
    const added = await post(ipaOf({ icon }), { app_store_country_code: 'US', description: 'Ours' });
    expect(added.statusCode).toBe(200);
    expect(added.json()).toMatchObject({
      app_name: 'Picker for us',
      app_type: 2,
      bundle_identifier: 'com.example.picker',
      version: '1.2',
      platform_type: 1,
      description: 'Ours',
      country_code: 'US',
      is_app_paid: false,
      icon: `http://localhost/api/icons/${hashOf(icon)}`,
    });
    expect((await appsKept())[0]?.packageBlob).toMatch(/./);
  });

  it('has the picture that is sent rather than the one of its package', async () => {
    const picture = pngOf(61, 61);
    const added = await post(ipaOf({ icon: pngOf(60, 60) }), { full_image: await api.upload(picture) });
    expect(added.json<{ icon: string }>().icon).toContain(hashOf(picture));
  });

  it('has no picture of its package that no browser should be sent', async () => {
    const added = await post(ipaOf({ icon: pngOf(4097, 2) }));
    expect(added.statusCode).toBe(200);
    expect(added.json()).not.toHaveProperty('icon');
  });

  it('is taken where the body says the same as the package', async () => {
    const same = { bundle_identifier: 'com.example.picker', platform_type: 1, version: '1.2' };
    expect((await post(ipaOf(), same)).statusCode).toBe(200);
  });

  it.each<[string, () => Promise<unknown[]>, number, string, string]>([
    ['without its package', () => api.failure('POST', 'apps', BODY), 422, 'COM0009', 'app_file'],
    [
      'with a file that is not there',
      () => api.failure('POST', 'apps', { ...BODY, app_file: UNKNOWN_ID }),
      400,
      'FIL0001',
      `app_file: there is no file ${UNKNOWN_ID}`,
    ],
    ['with a picture as its package', () => refusal(pngOf(8, 8)), 400, 'APP0001', 'App Upload Rejected: '],
    [
      'with a package cut off',
      () => refusal(ipaOf().subarray(0, 90)),
      400,
      'APP0001',
      'App Upload Rejected: ',
    ],
    [
      'of another identifier than its package',
      () => refusal(ipaOf(), { bundle_identifier: 'com.example.other' }),
      400,
      'APP0001',
      'is of com.example.picker, not of com.example.other',
    ],
    [
      'of another platform',
      () => refusal(ipaOf(), { platform_type: 2 }),
      400,
      'APP0001',
      'iOS, not for Android',
    ],
    ['of another version', () => refusal(ipaOf(), { version: '1.3' }), 400, 'APP0001', '1.2, not of 1.3'],
    ['that is a store app', () => refusal(ipaOf(), { app_type: 0 }), 400, 'COM0005', 'app_file'],
    [
      'without a name',
      () => refusal(ipaOf(), { app_name: undefined }),
      400,
      'COM0005',
      'app_name is missing',
    ],
  ])('is refused %s', async (_what, act, status, code, words) => {
    expect(await act()).toEqual([status, code, expect.stringContaining(words)]);
    expect(await appsKept()).toEqual([]);
  });
});

describe('a new version', () => {
  it('comes by POST, and keeps what is not sent', async () => {
    const added = await post(ipaOf(), { description: 'Ours', prevent_backup: true });
    const blob = (await appsKept())[0]?.packageBlob;
    const updated = await api.call('POST', 'apps', { app_file: await api.upload(ipaOf({ version: '1.3' })) });
    expect(idIn(updated.body, 'app_id')).toBe(idIn(added.body, 'app_id'));
    expect(updated.json()).toMatchObject({
      app_name: 'Picker for us',
      version: '1.3',
      description: 'Ours',
      prevent_backup: true,
    });
    expect((await appsKept())[0]?.packageBlob).not.toBe(blob);
  });

  it('comes by PUT', async () => {
    const id = idIn((await post(ipaOf())).body, 'app_id');
    const file = await api.upload(ipaOf({ version: '2.0', icon: pngOf(50, 50) }));
    const updated = await api.call('PUT', `apps/${id}`, { app_file: file, app_name: 'Picker 2' });
    expect(updated.json()).toMatchObject({ app_name: 'Picker 2', version: '2.0' });
    expect(updated.json()).toHaveProperty('icon');
  });

  it('for another platform is another app', async () => {
    await post(ipaOf());
    const added = await post(msixOf());
    expect(added.json()).toMatchObject({ platform_type: 3, version: '3.0.0.0' });
    expect((await appsKept()).map(({ platform }) => platform).sort()).toEqual([1, 3]);
  });

  it('of an MSI has a product code of its own, and is the same app by its upgrade code', async () => {
    const id = idIn((await post(msiOf(codeOf(1), codeOf(9), '1.0.0'))).body, 'app_id');
    const app_file = await api.upload(msiOf(codeOf(2), codeOf(9), '2.0.0'));
    const updated = await api.call('PUT', `apps/${id}`, { app_file });
    expect(updated.json()).toMatchObject({
      bundle_identifier: codeOf(2),
      version: '2.0.0',
      platform_type: 3,
    });

    const other = await api.upload(msiOf(codeOf(3), codeOf(8), '3.0.0'));
    expect(await api.failure('PUT', `apps/${id}`, { app_file: other })).toEqual([
      400,
      'APP0001',
      expect.stringContaining(`is of ${codeOf(3)}, the app is ${codeOf(2)}`),
    ]);
  });

  it('of an MSI is refused where its product code is that of another app', async () => {
    const first = idIn((await post(msiOf(codeOf(1), codeOf(9), '1.0.0'))).body, 'app_id');
    await post(msiOf(codeOf(2), codeOf(9), '2.0.0'));
    const app_file = await api.upload(msiOf(codeOf(2), codeOf(9), '2.0.0'));
    expect((await api.failure('PUT', `apps/${first}`, { app_file })).slice(0, 2)).toEqual([409, 'COM0010']);
    expect((await test.store.apps.get(first))?.version).toBe('1.0.0');
  });

  it.each<[string, Uint8Array, object, string, string]>([
    [
      'a package of another app',
      ipaOf({ identifier: 'com.example.other' }),
      {},
      'APP0001',
      'is of com.example.other, the app is com.example.picker',
    ],
    ['a package for another platform', msixOf(), {}, 'APP0001', 'for Windows, not for iOS'],
    ['a store app', ipaOf(), { app_type: 0 }, 'COM0005', 'app_type'],
    ['what is no package', pngOf(3, 3), {}, 'APP0001', 'App Upload Rejected: '],
  ])('is not %s', async (_what, bytes, more, code, words) => {
    const id = idIn((await post(ipaOf())).body, 'app_id');
    const body = { ...more, app_file: await api.upload(bytes) };
    expect(await api.failure('PUT', `apps/${id}`, body)).toEqual([400, code, expect.stringContaining(words)]);
    expect(await test.store.apps.get(id)).toMatchObject({ type: 2, version: '1.2', platform: 1 });
  });

  it('cannot make a store app an enterprise app', async () => {
    const store = { ...BODY, app_type: 0, bundle_identifier: 'com.example.picker', platform_type: 1 };
    await api.call('POST', 'apps', store);
    expect((await refusal(ipaOf())).slice(0, 2)).toEqual([400, 'COM0005']);
    expect(await appsKept()).toMatchObject([{ type: 0 }]);
  });

  it('is one app however many add it at once', async () => {
    const files = [await api.upload(ipaOf()), await api.upload(ipaOf()), await api.upload(ipaOf())];
    const answers = await Promise.all(
      files.map((app_file) => api.call('POST', 'apps', { ...BODY, app_file })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await appsKept()).toHaveLength(1);
  });
});

describe('a package whose file expires', () => {
  const expire = async (store: Store) => {
    now += 2 * DAY;
    const blobs = await store.files.sweep(now);
    const folder = createFolderStorage(blobsPath(test.config));
    await Promise.all(blobs.map((key) => folder.remove(key)));
  };

  it('is refused from the moment on that was announced', async () => {
    const file = await api.upload(ipaOf());
    now += DAY;
    expect((await api.failure('POST', 'apps', { ...BODY, app_file: file })).slice(0, 2)).toEqual([
      400,
      'FIL0001',
    ]);
  });

  it('while it is read is refused, the bytes gone or not', async () => {
    const forget = (store: Store) => store.files.sweep(now + 2 * DAY);
    for (const act of [expire, forget]) {
      const file = await api.upload(ipaOf());
      meanwhile.fileFound = act;
      expect((await api.failure('POST', 'apps', { ...BODY, app_file: file })).slice(0, 2)).toEqual([
        400,
        'FIL0001',
      ]);
      expect(await appsKept()).toEqual([]);
    }
  });

  it('is kept where an app came of it', async () => {
    await post(ipaOf());
    const blob = (await appsKept())[0]?.packageBlob;
    expect(await test.store.files.sweep(now + 2 * DAY)).not.toContain(blob);
  });

  it('cannot be given to an app that is there, either', async () => {
    const id = idIn((await post(ipaOf())).body, 'app_id');
    const file = await api.upload(ipaOf({ version: '9' }));
    meanwhile.fileFound = expire;
    expect((await api.failure('PUT', `apps/${id}`, { app_file: file })).slice(0, 2)).toEqual([
      400,
      'FIL0001',
    ]);
    expect((await test.store.apps.get(id))?.version).toBe('1.2');
  });
});

describe('an app that somebody else adds or deletes meanwhile', () => {
  it('is added by POST where it is gone', async () => {
    const first = idIn((await post(ipaOf())).body, 'app_id');
    const file = await api.upload(ipaOf());
    meanwhile.appsFound = async (store, apps) => {
      await store.apps.remove(first);
      return apps;
    };
    const again = await api.call('POST', 'apps', { ...BODY, app_file: file });
    expect(again.statusCode).toBe(200);
    expect(idIn(again.body, 'app_id')).not.toBe(first);
    expect(await appsKept()).toHaveLength(1);
  });

  it('is no second one where it cannot be seen', async () => {
    await post(ipaOf());
    meanwhile.appsFound = () => Promise.resolve([]);
    expect((await refusal(ipaOf())).slice(0, 2)).toEqual([409, 'COM0010']);
    expect(await appsKept()).toHaveLength(1);
  });

  it('is unknown to PUT where it is gone', async () => {
    const id = idIn((await post(ipaOf())).body, 'app_id');
    const file = await api.upload(ipaOf());
    meanwhile.fileFound = (store) => store.apps.remove(id);
    expect((await api.failure('PUT', `apps/${id}`, { app_file: file })).slice(0, 2)).toEqual([
      404,
      'COM0008',
    ]);
  });
});
