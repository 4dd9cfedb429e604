/** Words for the numbers of the API (shared with the reference's open enumerations): an unknown one is shown as itself. */
const PLATFORMS: Readonly<Record<number, string>> = { 0: 'Unknown', 1: 'iOS', 2: 'Android', 3: 'Windows' };
const OWNERS: Readonly<Record<number, string>> = { 1: 'Corporate', 2: 'Personal' };

/** "Android"; "Platform 7" for a number nobody has published. */
export function platformLabel(platform: number): string {
  return PLATFORMS[platform] ?? `Platform ${platform}`;
}

/** "Corporate", "Personal"; "Owner 5" for a number nobody has published. */
export function ownerLabel(ownedBy: number): string {
  return OWNERS[ownedBy] ?? `Owner ${ownedBy}`;
}

/** "128 GB", "1 TB" as people say it, in the viewer's numbers. */
export function capacityLabel(gb: number): string {
  const [value, unit] = gb >= 1000 ? [gb / 1000, 'TB'] : [gb, 'GB'];
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
