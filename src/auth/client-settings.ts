import { IndexedDbDPoPStore, WebStorageStateStore, type UserManagerSettings } from 'oidc-client-ts';
import { paths } from '../lib/paths.ts';

/** Everything the page can use; the server grants what the role may. */
export const REQUESTED_SCOPES = ['MDMOnDemand.MDMInventory.ALL', 'MDMOnDemand.MDMDeviceMgmt.ALL'] as const;

/** Where the authorization server ends its own session; see end-server-session.ts. */
export const END_SESSION_PATH = '/oauth/v2/end-session';

/** How long a call to the authorization server may take before it counts as unreachable. */
const TIMEOUT_SECONDS = 20;

/** The page as a client of the server it came from. The endpoints are known, so no discovery call is made. */
export function clientSettings(origin: string): UserManagerSettings {
  return {
    authority: origin,
    metadata: {
      issuer: origin,
      authorization_endpoint: `${origin}/oauth/v2/auth`,
      token_endpoint: `${origin}/oauth/v2/token`,
      revocation_endpoint: `${origin}/oauth/v2/token/revoke`,
      end_session_endpoint: `${origin}${END_SESSION_PATH}`,
    },
    client_id: 'muster-page',
    redirect_uri: `${origin}${paths.callback()}`,
    popup_redirect_uri: `${origin}${paths.callbackBeside()}`,
    scope: REQUESTED_SCOPES.join(' '),
    extraQueryParams: { access_type: 'offline' },
    requestTimeoutInSeconds: TIMEOUT_SECONDS,
    loadUserInfo: false,
    // Renewed where a call needs it, under a lock over all tabs; a timer in every tab would race.
    automaticSilentRenew: false,
    // One session for all tabs. The tokens are bound to a key that cannot leave this browser, so copies are worthless.
    userStore: new WebStorageStateStore({ store: localStorage }),
    dpop: { store: new IndexedDbDPoPStore() },
    // The provider answers a revocation with an empty text/plain.
    revokeTokenAdditionalContentTypes: ['text/plain'],
  };
}
