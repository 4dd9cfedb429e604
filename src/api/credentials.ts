/** What http needs of the session. `auth` implements it, `main` wires it in; in a worker it is a proxy of the page's. */
export interface CallCredentials {
  /**
   * Headers that prove who calls, for exactly this method and absolute URL (without query).
   * `nonce` is the last DPoP-Nonce the server sent, if any. Rejects with an ApiError of kind "signed-out" without a session.
   */
  headers(method: string, url: string, nonce: string | undefined): Promise<Record<string, string>>;
  /** After a 401: true when there is a fresh token to try again with, false when the person has to sign in. */
  renew(): Promise<boolean>;
}
