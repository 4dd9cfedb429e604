import { expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import { appContent, upload } from './suite-parts.ts';

export function fileTests({ store, reopen }: StoreUnderTest) {
  it('keeps a file over a restart', async () => {
    // Larger than 32 bits.
    const given = upload('blob-1', { size: 5_000_000_000, name: '../"x"\u202E.apk' });
    const file = await store().files.add(given);
    expect(file).toEqual({ ...given, id: file.id });
    expect(file.id).toBeGreaterThan(2n ** 53n);
    await reopen();
    expect(await store().files.get(file.id, 0)).toEqual(file);
    expect(await store().files.get(file.id + 1n, 0)).toBeUndefined();
  });

  it('gives a file up to the last millisecond', async () => {
    const { files } = store();
    const file = await files.add(upload('blob-1', { expiresAt: 1000 }));
    expect(await files.get(file.id, 999)).toEqual(file);
    expect(await files.get(file.id, 1000)).toBeUndefined();
    expect(await files.sweep(999)).toEqual([]);
    expect(await files.get(file.id, 999)).toEqual(file);
    expect(await files.sweep(1000)).toEqual(['blob-1']);
    expect(await files.get(file.id, 999)).toBeUndefined();
    expect(await files.sweep(1000)).toEqual([]);
  });

  it('tells a blob once nothing needs it: neither an app nor another file', async () => {
    const { files, apps } = store();
    for (const blob of ['used', 'unused', 'shared']) await files.add(upload(blob));
    await files.add(upload('shared', { expiresAt: 2000 }));
    const { id } = await apps.add({ ...appContent(), packageBlob: 'used' }, 0);
    expect(await files.neededBlobs()).toEqual(new Set(['used', 'unused', 'shared']));
    expect(await files.sweep(1000)).toEqual(['unused']);
    expect(await files.neededBlobs()).toEqual(new Set(['used', 'shared']));
    await apps.remove(id);
    expect(await files.neededBlobs()).toEqual(new Set(['shared']));
    expect(await files.sweep(1000)).toEqual(['used']);
    expect(await files.sweep(2000)).toEqual(['shared']);
    expect(await files.sweep(9000)).toEqual([]);
  });

  it('tells a package that was replaced, and never one that stays', async () => {
    const { files, apps } = store();
    for (const blob of ['old', 'new']) await files.add(upload(blob));
    const { id } = await apps.add({ ...appContent(), packageBlob: 'old' }, 0);
    expect(await files.sweep(1000)).toEqual(['new']);
    await files.add(upload('new', { expiresAt: 3000 }));
    await apps.update(id, { packageBlob: 'new' }, 0);
    await apps.update(id, { packageBlob: 'new' }, 0);
    await apps.update(id, { name: 'changed' }, 0);
    expect(await files.sweep(2000)).toEqual(['old']);
    expect(await files.sweep(3000)).toEqual([]);
    expect(await files.neededBlobs()).toEqual(new Set(['new']));
  });

  it('tells a dropped package when the last that needs it lets go', async () => {
    const { files, apps } = store();
    await files.add(upload('both', { expiresAt: 2000 }));
    const one = await apps.add({ ...appContent({ identifier: 'one' }), packageBlob: 'both' }, 0);
    const two = await apps.add({ ...appContent({ identifier: 'two' }), packageBlob: 'both' }, 0);
    await apps.remove(one.id);
    expect(await files.sweep(1000)).toEqual([]);
    await apps.remove(two.id);
    // The file still has it, so it is told when the file expires.
    expect(await files.sweep(1000)).toEqual([]);
    expect(await files.sweep(2000)).toEqual(['both']);
  });
}
