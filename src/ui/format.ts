const whole = new Intl.NumberFormat();
const decimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A count with the viewer's separators: "10,000". */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 device", "1,000 devices". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Gigabytes as people speak of them: "128 GB", "1.5 TB". */
export function formatGb(gb: number): string {
  return gb >= 1000 ? `${decimal.format(gb / 1000)} TB` : `${decimal.format(gb)} GB`;
}

/** Bytes received so far: "840 kB", "33.6 MB". */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${whole.format(Math.round(bytes / 1000))} kB` : `${decimal.format(bytes / 1e6)} MB`;
}
