import type { AllClientMetadata } from 'oidc-provider';

/** The page's own client: public, since a browser keeps no secret; its tokens are bound to the browser's key instead. */
export const PAGE_CLIENT_ID = 'muster-page';

/** Paths of the page that a code may be sent to; the page spells them in src/lib/paths.ts. */
const CALLBACK_PATHS = ['/callback', '/callback-beside'];

/** What the authorization server knows of the page, for the origins it is served at now. */
export function pageClient(origins: readonly string[]): AllClientMetadata {
  return {
    client_id: PAGE_CLIENT_ID,
    client_name: 'Muster',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    // The other modes answer with a page that needs an inline script.
    response_modes: ['query'],
    redirect_uris: origins.flatMap((origin) => CALLBACK_PATHS.map((path) => `${origin}${path}`)),
    dpop_bound_access_tokens: true,
  };
}
