/** What the rules about addresses need of the settings. */
interface Addresses {
  host: string;
  publicUrl?: string;
}

/** Whether the server listens on every address of the machine. */
export function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/**
 * The origins people may open the server at, the one to show first. `interfaces` are the machine's own
 * addresses, asked for only where the server listens on all of them.
 */
export function allowedOrigins(
  { host, publicUrl }: Addresses,
  port: number,
  interfaces: readonly string[],
): string[] {
  const hosts = [...(isAnyAddress(host) ? interfaces : [host]), '127.0.0.1', 'localhost', '::1'];
  const local = hosts.map(
    (each) => new URL(`http://${each.includes(':') ? `[${each}]` : each}:${port}`).origin,
  );
  return [...new Set([...(publicUrl === undefined ? [] : [publicUrl]), ...local])];
}

/**
 * The origin a request was sent to, or undefined where its Host header is none of ours: then a page of a foreign name
 * that was pointed at this address (DNS rebinding) is asking. Where the server listens on all addresses it cannot
 * know its names, and takes any.
 */
export function originOfRequest(
  hostHeader: string | undefined,
  origins: readonly string[],
  isAnyHost: boolean,
): string | undefined {
  if (hostHeader === undefined || !/^[\w.:[\]-]+$/.test(hostHeader)) return undefined;
  const known = origins.find((origin) => {
    const { host, protocol } = new URL(origin);
    return URL.parse(`${protocol}//${hostHeader}`)?.host === host;
  });
  return known ?? (isAnyHost ? URL.parse(`http://${hostHeader}`)?.origin : undefined);
}
