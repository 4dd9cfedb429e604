import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stampOf } from './build-page.ts';

let root: string;
const stamp = () => stampOf(root, ['src', 'index.html', 'missing']);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'muster-stamp-'));
  await mkdir(join(root, 'src/deep'), { recursive: true });
  await writeFile(join(root, 'src/deep/a.ts'), 'a');
  await writeFile(join(root, 'index.html'), '<p>');
});
afterEach(() => rm(root, { recursive: true }));

it.each<[string, () => Promise<unknown>]>([
  ['a file is changed', () => writeFile(join(root, 'src/deep/a.ts'), 'ab')],
  ['a file is added', () => writeFile(join(root, 'src/b.ts'), '')],
  ['a file is removed', () => rm(join(root, 'src/deep/a.ts'))],
  ['an older file is put back', () => utimes(join(root, 'index.html'), 1, 1)],
])('the page is built again when %s', async (_case, change) => {
  const before = await stamp();
  expect(await stamp()).toBe(before);
  await change();
  expect(await stamp()).not.toBe(before);
});

it('the page is not built again for a test', async () => {
  const before = await stamp();
  await writeFile(join(root, 'src/deep/a.test.ts'), 'a');
  expect(await stamp()).toBe(before);
});
