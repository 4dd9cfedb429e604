import type { FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { originOfRequest } from '../domain/origins.ts';
import { createProvider, type ProviderDeps } from './oauth-provider.ts';

export interface FoundProvider {
  /** The origin that the request is answered at. */
  origin: string;
  provider: Provider;
  /** Answers a request to one of the provider's own addresses. */
  handle: ReturnType<Provider['callback']>;
}

/** The authorization server for the origin a request was sent to; undefined where its Host is none of ours. */
export type ProviderFor = (request: FastifyRequest) => FoundProvider | undefined;

/**
 * An authorization server for each origin the page has, all over the same store: an issuer is one origin. Behind a
 * proxy that does not pass the Host on, it is that of PUBLIC_URL.
 */
export function createProviders(deps: ProviderDeps): ProviderFor {
  const known = new Map<string, FoundProvider>();
  return (request) => {
    const origin = originOfRequest(request.headers.host, deps.origins(), false) ?? deps.config.publicUrl;
    if (origin === undefined) return undefined;
    const before = known.get(origin);
    if (before !== undefined) return before;
    const provider = createProvider(deps, origin);
    const found = { origin, provider, handle: provider.callback() };
    known.set(origin, found);
    return found;
  };
}
