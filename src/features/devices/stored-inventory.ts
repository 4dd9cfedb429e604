import { asFields, asNumber, asText } from '../../api/decode.ts';
import type { StoredData } from '../../api/stored-data.ts';

/** Grows when the stored text or what is said about it changes its form: older copies are then not read. */
const SCHEMA = 2;

/** What is known of the stored copy without reading it: the text is 16 MB at 100,000 devices. */
export interface StoredMeta {
  fetchedAt: number;
  /** Items of the answer that could not be read and are not in the copy. */
  unreadable: number;
  /** Calls that the whole list takes; absent: one. */
  pages?: number;
  etag?: string;
  delta?: DeltaBase | undefined;
}

/** From where the service can be asked for what changed; absent where it gave no token. */
export interface DeltaBase {
  token: string;
  /** When the list was last fetched whole, or said to be unchanged as a whole. */
  wholeAt: number;
}

/** The last list of one account, as one text and a small record beside it (one record a device takes 100 times as long). */
export interface StoredInventory {
  meta(): Promise<StoredMeta | undefined>;
  text(): Promise<string | undefined>;
  save(text: string, meta: StoredMeta): Promise<boolean>;
  /** The same text is good for longer. */
  renew(meta: StoredMeta): Promise<boolean>;
  remove(): Promise<void>;
}

export function storedInventory(storage: StoredData, accountId: string): StoredInventory {
  const metaKey = `meta:${accountId}`;
  const textKey = `text:${accountId}`;
  const record = (meta: StoredMeta) => ({ schema: SCHEMA, accountId, ...meta });
  return {
    async meta() {
      const [found] = await storage.read([metaKey]);
      const sent = asFields(found);
      const fetchedAt = asNumber(sent.fetchedAt);
      if (sent.schema !== SCHEMA || sent.accountId !== accountId || fetchedAt === undefined) return undefined;
      const etag = asText(sent.etag);
      const unreadable = asNumber(sent.unreadable) ?? 0;
      const delta = readDelta(sent.delta);
      const pages = asNumber(sent.pages);
      return {
        fetchedAt,
        unreadable,
        ...(pages !== undefined && { pages }),
        ...(etag !== undefined && { etag }),
        ...(delta && { delta }),
      };
    },
    async text() {
      const [found] = await storage.read([textKey]);
      return typeof found === 'string' ? found : undefined;
    },
    save: (text, meta) =>
      storage.write([
        [textKey, text],
        [metaKey, record(meta)],
      ]),
    renew: (meta) => storage.write([[metaKey, record(meta)]]),
    async remove() {
      await storage.remove(metaKey);
      await storage.remove(textKey);
    },
  };
}

function readDelta(stored: unknown): DeltaBase | undefined {
  const found = asFields(stored);
  const token = asText(found.token);
  const wholeAt = asNumber(found.wholeAt);
  return token === undefined || wholeAt === undefined ? undefined : { token, wholeAt };
}
