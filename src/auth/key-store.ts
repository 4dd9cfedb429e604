import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';

/** A key of this browser that signs but cannot be read out, and the last nonce of the token endpoint. */
export interface BoundKey {
  keys: CryptoKeyPair;
  nonce?: string | undefined;
}

/** Keys of this browser, in IndexedDB: the only storage that keeps a key without making it readable. */
export interface KeyStore {
  /** Undefined where there is none: a person may clear the site's databases at any time. */
  find(id: string): Promise<BoundKey | undefined>;
  /** The sign-in library's own; its type says that the key is there, since it asks `getAllKeys` first. */
  get(id: string): Promise<BoundKey>;
  set(id: string, value: BoundKey): Promise<void>;
  remove(id: string): Promise<BoundKey>;
  getAllKeys(): Promise<string[]>;
}

export function createKeyStore(): KeyStore {
  let opened: UseStore | undefined;
  const store = () => (opened ??= createStore('muster-keys', 'values'));
  const find = (id: string) => get<BoundKey>(id, store());
  // See KeyStore: narrower than what is known here.
  const read = (id: string) => find(id) as Promise<BoundKey>;
  return {
    find,
    get: read,
    set: (id, value) => set(id, value, store()),
    async remove(id) {
      const value = await read(id);
      await del(id, store());
      return value;
    },
    getAllKeys: async () => (await keys(store())).map(String),
  };
}
