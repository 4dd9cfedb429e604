import { describe, expect, it } from 'vitest';
import { BlobGone } from './app-store.ts';
import type { StoreUnderTest } from './store-suite.ts';
import { AlreadyExists } from './store.ts';
import { device } from './suite-devices.ts';
import { appContent, icon, upload } from './suite-parts.ts';

const NOW = 1_795_000_000_000;

const full = appContent({
  name: '<b>Picker</b> "2"',
  type: 1,
  identifier: 'Com.Example.Ünï',
  version: '2.0-β',
  platform: 1,
  supportedDevices: 2,
  description: 'Line\nbreak',
  countryCode: 'CH',
  storeUrl: 'https://apps.example.com/1',
  storeId: '9007199254741001',
  preventBackup: true,
  upgradeCode: '{12345678-0000-0000-0000-000000000000}',
});

export function appTests(test: StoreUnderTest) {
  const { store, reopen } = test;

  it('keeps a whole app over a restart', async () => {
    await store().files.add(upload('blob-1'));
    const added = await store().apps.add({ ...full, icon: icon('a'), packageBlob: 'blob-1' }, NOW);
    expect(added).toEqual({
      ...full,
      id: added.id,
      icon: icon('a').hash,
      packageBlob: 'blob-1',
      addedAt: NOW,
      modifiedAt: NOW,
    });
    expect(added.id).toBeGreaterThan(2n ** 53n);
    await reopen();
    expect(await store().apps.get(added.id)).toEqual(added);
    expect(await store().apps.list({})).toEqual([added]);
    expect(await store().apps.icon(icon('a').hash)).toEqual(icon('a'));
    expect(await store().apps.get(added.id + 1n)).toBeUndefined();
  });

  it('leaves out what an app has not', async () => {
    const { id } = await store().apps.add(appContent(), NOW);
    const app = await store().apps.get(id);
    expect(Object.keys(app ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/icon|packageBlob|upgradeCode/)]),
    );
  });

  it('takes an identifier once a platform', async () => {
    const { apps } = store();
    const android = await apps.add(appContent(), NOW);
    const ios = await apps.add(appContent({ platform: 1 }), NOW);
    const otherCase = await apps.add(appContent({ identifier: 'COM.example.picker' }), NOW);
    const before = await apps.revision();
    await expect(apps.add(appContent({ name: 'Again' }), NOW)).rejects.toBeInstanceOf(AlreadyExists);
    await expect(apps.update(ios.id, { platform: 2 }, NOW)).rejects.toBeInstanceOf(AlreadyExists);
    expect(await apps.revision()).toBe(before);
    expect(await apps.get(ios.id)).toEqual(ios);
    expect(await apps.findByIdentifier('com.example.picker')).toEqual([android, ios]);
    expect(await apps.findByIdentifier('COM.example.picker')).toEqual([otherCase]);
    expect(await apps.findByIdentifier('com.example')).toEqual([]);
  });

  it('has any number of apps without an identifier, and finds none of them by it', async () => {
    const { apps } = store();
    await apps.add(appContent({ identifier: '' }), NOW);
    await apps.add(appContent({ identifier: '' }), NOW);
    expect(await apps.count({})).toBe(2);
    expect(await apps.findByIdentifier('')).toEqual([]);
  });

  it('adds one app when two ask for it at once', async () => {
    const { apps } = store();
    const both = await Promise.allSettled([apps.add(appContent(), NOW), apps.add(appContent(), NOW)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await apps.count({})).toBe(1);
  });

  it('changes what is given, and nothing else', async () => {
    const { apps } = store();
    const before = await apps.add({ ...full, icon: icon('a') }, NOW);
    const change = { name: 'New', version: '', preventBackup: false, categoryId: 13 };
    const after = await apps.update(before.id, change, NOW + 5);
    expect(after).toEqual({ ...before, ...change, modifiedAt: NOW + 5 });
    expect(await apps.get(before.id)).toEqual(after);
    await store().files.add(upload('blob-1'));
    const all = { ...appContent({ upgradeCode: 'u' }), icon: icon('b'), packageBlob: 'blob-1' };
    expect(await apps.update(before.id, all, NOW + 6)).toEqual({
      ...before,
      ...all,
      icon: icon('b').hash,
      modifiedAt: NOW + 6,
    });
    expect(await apps.update(before.id + 1n, change, NOW)).toBeUndefined();
  });

  it('removes an app, and frees its identifier', async () => {
    const { apps } = store();
    const { id } = await apps.add(appContent(), NOW);
    expect(await apps.remove(id)).toEqual({ outcome: 'done' });
    expect(await apps.remove(id)).toEqual({ outcome: 'no-app' });
    expect(await apps.get(id)).toBeUndefined();
    const again = await apps.add(appContent(), NOW);
    expect(again.id).not.toBe(id);
  });

  describe('list', () => listTests(test));
  describe('icons', () => iconTests(test));
  describe('packages', () => packageTests(test));
}

function listTests({ store }: StoreUnderTest) {
  it('tells what was added, changed and removed after a revision', async () => {
    const { apps } = store();
    const one = await apps.add(appContent({ identifier: 'one' }), NOW);
    const two = await apps.add(appContent({ identifier: 'two' }), NOW);
    const before = await apps.revision();
    expect(await apps.list({ changedSince: before })).toEqual([]);
    const three = await apps.add(appContent({ identifier: 'three' }), NOW);
    const changed = await apps.update(one.id, { description: 'new' }, NOW);
    expect(await apps.list({ changedSince: before })).toEqual([changed, three]);
    expect(await apps.count({ changedSince: before })).toBe(2);
    expect(await apps.list({ page: { offset: 1, limit: 1 } })).toEqual([two]);
    const between = await apps.revision();
    await apps.remove(two.id);
    expect(await apps.removedSince(before)).toEqual([two.id]);
    expect(await apps.removedSince(between)).toEqual([two.id]);
    expect(await apps.removedSince(await apps.revision())).toEqual([]);
    expect(await apps.list({ changedSince: between })).toEqual([]);
  });

  it('has a revision of its own, which only apps move', async () => {
    const { apps, groups, devices } = store();
    await devices.put([device(1n)]);
    const { id } = await apps.add(appContent(), NOW);
    const [appsBefore, groupsBefore] = [await apps.revision(), await groups.revision()];
    const group = await groups.add({ name: 'G', description: '', type: 1, domain: '' });
    await groups.remove(group.id);
    await apps.distributeToDevices(id, [1n], { silentInstall: true, notifyByEmail: false, at: NOW });
    await apps.remove(id);
    expect(await apps.revision()).toBe(appsBefore);
    expect(await apps.removedSince(0n)).toEqual([]);
    expect(await groups.removedSince(groupsBefore)).toEqual([group.id]);
    const moved = await groups.revision();
    await apps.update(id, { name: 'new' }, NOW);
    expect(await apps.revision()).toBeGreaterThan(appsBefore);
    expect(await groups.revision()).toBe(moved);
  });
}

function iconTests({ store }: StoreUnderTest) {
  const kept = async (...letters: string[]) => {
    const icons = await Promise.all(letters.map((letter) => store().apps.icon(icon(letter).hash)));
    return icons.map((each) => each !== undefined);
  };

  it('keeps an icon while an app has it', async () => {
    const { apps } = store();
    const one = await apps.add({ ...appContent({ identifier: 'one' }), icon: icon('a') }, NOW);
    const two = await apps.add({ ...appContent({ identifier: 'two' }), icon: icon('a') }, NOW);
    await apps.update(one.id, { icon: icon('b') }, NOW);
    expect(await kept('a', 'b')).toEqual([true, true]);
    await apps.update(two.id, { icon: icon('b') }, NOW);
    expect(await kept('a', 'b')).toEqual([false, true]);
    await apps.update(two.id, { icon: icon('b'), name: 'new' }, NOW);
    await apps.remove(one.id);
    expect(await kept('b')).toEqual([true]);
    await apps.remove(two.id);
    expect(await kept('b')).toEqual([false]);
  });

  it('keeps no icon of an app that could not be kept', async () => {
    const { apps } = store();
    await apps.add(appContent(), NOW);
    await expect(apps.add({ ...appContent(), icon: icon('a') }, NOW)).rejects.toThrow();
    expect(await kept('a')).toEqual([false]);
  });
}

function packageTests({ store }: StoreUnderTest) {
  it.each(['never uploaded', 'swept'])('takes no package that was %s', async (what) => {
    const { apps, files } = store();
    const app = await apps.add(appContent({ identifier: 'other' }), NOW);
    if (what === 'swept') {
      await files.add(upload('blob-1'));
      expect(await files.sweep(1000)).toEqual(['blob-1']);
    }
    const content = { ...appContent(), packageBlob: 'blob-1', icon: icon('a') };
    await expect(apps.add(content, NOW)).rejects.toBeInstanceOf(BlobGone);
    await expect(apps.update(app.id, { packageBlob: 'blob-1' }, NOW)).rejects.toBeInstanceOf(BlobGone);
    expect(await apps.list({})).toEqual([app]);
  });

  it('takes the package of another app, and keeps its own', async () => {
    const { apps, files } = store();
    await files.add(upload('blob-1'));
    const one = await apps.add({ ...appContent({ identifier: 'one' }), packageBlob: 'blob-1' }, NOW);
    expect(await files.sweep(1000)).toEqual([]);
    await apps.add({ ...appContent({ identifier: 'two' }), packageBlob: 'blob-1' }, NOW);
    expect(await apps.update(one.id, { packageBlob: 'blob-1' }, NOW)).toMatchObject({
      packageBlob: 'blob-1',
    });
  });
}
