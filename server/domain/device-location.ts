/** What decides whether a device can be located. */
export interface Locatable {
  isRemoved: boolean;
  /** Documented facts by their name; see device-detail.ts. */
  facts: Readonly<Record<string, string>>;
}

/** Why a device cannot be located, in words for a person; undefined where it can, as far as is known. */
export function whyNotLocated({ isRemoved, facts }: Locatable): string | undefined {
  if (isRemoved) return 'the device is no longer managed';
  if (facts.is_device_locator_enabled === 'false') return 'locating is switched off on the device';
  return undefined;
}
