import type { Page } from 'playwright/test';

/** Everything that the page keeps in this browser, as one text. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The database cannot be read'));
      });
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const values = database.transaction(store).objectStore(store);
        found.push(name, await asked(values.getAllKeys()), await asked(values.getAll()));
      }
      database.close();
    }
    return JSON.stringify(found);
  });
}

/**
 * Changes every record of the page's databases but the keys: `change` is the body of a function of `key` and `value`
 * that answers the new value.
 */
export async function changeStored(page: Page, change: string): Promise<void> {
  await page.evaluate(`(async () => {
    const changed = (key, value) => { ${change} };
    const asked = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The database cannot be changed'));
      });
    for (const { name } of await indexedDB.databases()) {
      if (name === 'muster-keys') continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const values = database.transaction(store, 'readwrite').objectStore(store);
        for (const key of await asked(values.getAllKeys()))
          await asked(values.put(changed(key, await asked(values.get(key))), key));
      }
      database.close();
    }
  })()`);
}
