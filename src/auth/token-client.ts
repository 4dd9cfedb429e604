import { ErrorResponse, User, UserManager, type SigninResponse } from 'oidc-client-ts';
import { ApiError } from '../api/errors.ts';

/**
 * The service may answer a refusal with status 200 and `{"error": ...}`, which the library takes for a success with an
 * empty token: checked here, before anything is stored.
 */
function requireToken(response: SigninResponse): void {
  if (response.error !== null) throw new ErrorResponse(response);
  if (response.access_token === '') {
    throw new ApiError('malformed', 'The server answered the sign-in without an access token.');
  }
}

/** The library's manager with its two ways into storage guarded, and without its timers. */
export class TokenClient extends UserManager {
  protected override async _buildUser(response: SigninResponse): Promise<User> {
    requireToken(response);
    const user = new User(response);
    await this.storeUser(user);
    return user;
  }

  /** Gets a new access token and stores it. Rejects, storing nothing, when somebody signed out or in meanwhile. */
  async refresh(): Promise<void> {
    const user = await this._loadUser();
    if (user?.refresh_token === undefined) throw new ApiError('signed-out', 'There is nothing to renew.');
    const response = await this._client.useRefreshToken({
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the library names a class that it does not export; it only reads these
      state: {
        data: user.state,
        refresh_token: user.refresh_token,
        scope: user.scope ?? '',
        session_state: user.session_state,
        profile: user.profile,
      },
      timeoutInSeconds: this.settings.requestTimeoutInSeconds ?? 20,
    });
    requireToken(response);
    const current = await this._loadUser();
    if (current?.refresh_token !== user.refresh_token) {
      throw new ApiError('signed-out', 'The session ended while it was being renewed.');
    }
    response.refresh_token ??= user.refresh_token;
    await this.storeUser(new User(response));
  }
}
