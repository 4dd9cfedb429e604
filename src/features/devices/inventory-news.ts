import { asFields, asNumber, asText } from '../../api/decode.ts';

/** What the tabs of this origin tell each other about the inventory. */
export type InventoryNews =
  | { type: 'stored'; accountId: string; fetchedAt: number }
  /** Somebody signed out: nothing of it may be kept or written any more. */
  | { type: 'cleared' };

export const NEWS_CHANNEL = 'muster-inventory';

/** Another version of the page may be open beside this one: what it sends is read, not believed. */
export function readNews(data: unknown): InventoryNews | undefined {
  const sent = asFields(data);
  if (sent.type === 'cleared') return { type: 'cleared' };
  const accountId = asText(sent.accountId);
  const fetchedAt = asNumber(sent.fetchedAt);
  if (sent.type !== 'stored' || accountId === undefined || fetchedAt === undefined) return undefined;
  return { type: 'stored', accountId, fetchedAt };
}
