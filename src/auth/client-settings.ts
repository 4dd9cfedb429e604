import type { UserManagerSettings } from 'oidc-client-ts';
import { paths } from '../lib/paths.ts';
import type { KeyStore } from './key-store.ts';
import { createTokenStore } from './token-store.ts';

/** The page, as the server knows it (server/auth/page-client.ts). */
export const CLIENT_ID = 'muster-page';
export const REVOCATION_PATH = '/oauth/v2/token/revoke';
export const END_SESSION_PATH = '/oauth/v2/end-session';

/** Everything the page can use; the server grants what the role may. */
const SCOPES = ['MDMOnDemand.MDMInventory.ALL', 'MDMOnDemand.MDMDeviceMgmt.ALL'];
/** How long a call to the authorization server may take before it counts as unreachable. */
const TIMEOUT_SECONDS = 20;

/** The page as a client of the server it came from. The endpoints are known, so no discovery call is made. */
export function clientSettings(origin: string, storage: Storage, keys: KeyStore): UserManagerSettings {
  return {
    authority: origin,
    metadata: {
      issuer: origin,
      authorization_endpoint: `${origin}/oauth/v2/auth`,
      token_endpoint: `${origin}/oauth/v2/token`,
    },
    client_id: CLIENT_ID,
    redirect_uri: `${origin}${paths.callback()}`,
    popup_redirect_uri: `${origin}${paths.callbackBeside()}`,
    scope: SCOPES.join(' '),
    extraQueryParams: { access_type: 'offline' },
    requestTimeoutInSeconds: TIMEOUT_SECONDS,
    loadUserInfo: false,
    // Renewed where a call needs it, under a lock over all tabs; a timer in every tab would race.
    automaticSilentRenew: false,
    userStore: createTokenStore(storage),
    dpop: { store: keys },
  };
}
