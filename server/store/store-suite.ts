import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from './store.ts';
import { accessTests } from './suite-access.ts';
import { appTests } from './suite-apps.ts';
import { deviceListTests } from './suite-device-list.ts';
import { deviceTests } from './suite-device-records.ts';
import { distributionTests } from './suite-distribution.ts';
import { fileTests } from './suite-files.ts';
import { groupTests } from './suite-groups.ts';
import { oauthTests } from './suite-oauth.ts';

/** What a test needs of an engine: the store, and the same data opened anew as after a restart. */
export interface StoreUnderTest {
  store: () => Store;
  reopen: () => Promise<void>;
}

/** How a suite gets at an engine. */
export interface Engine {
  /** Opens the one database of the test, empty the first time. */
  open: () => Promise<Store>;
  /** After a test, with the store closed: throws the database away. */
  discard: () => Promise<void>;
}

/** What every engine has to pass. */
export function storeSuite(name: string, engine: Engine) {
  describe(name, () => {
    let current: Store | undefined;
    beforeEach(async () => {
      current = await engine.open();
    });
    afterEach(async () => {
      await current?.close();
      await engine.discard();
    });
    const test: StoreUnderTest = {
      store: () => {
        if (current === undefined) throw new Error('No store is open');
        return current;
      },
      reopen: async () => {
        await current?.close();
        current = await engine.open();
      },
    };
    describe('devices', () => deviceTests(test));
    describe('device list', () => deviceListTests(test));
    describe('groups', () => groupTests(test));
    describe('apps', () => appTests(test));
    describe('distribution', () => distributionTests(test));
    describe('files', () => fileTests(test));
    describe('accounts, keys, secrets, calls and views', () => accessTests(test));
    describe('authorization rows', () => oauthTests(test));
  });
}
