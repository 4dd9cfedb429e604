import { AREAS, OPERATIONS } from './scopes.ts';

/** What a scope is called outside this server. */
export const SCOPE_PREFIX = 'MDMOnDemand';

const AREA_MEANINGS: Readonly<Record<(typeof AREAS)[number], string>> = {
  MDMInventory: 'devices and what is known of them',
  MDMDeviceMgmt: 'groups, files, apps and their distribution',
  MDMUser: 'users',
};

const SCOPES = AREAS.flatMap((area) =>
  OPERATIONS.map((operation) => [
    `${SCOPE_PREFIX}.${area}.${operation}`,
    `${operation.toLowerCase()}: ${AREA_MEANINGS[area]}`,
  ]),
);

export function securitySchemes(): object {
  return {
    oauth: {
      type: 'oauth2',
      description: 'The access token goes as `Authorization: Zoho-oauthtoken <token>` or as a bearer token.',
      flows: {
        authorizationCode: {
          authorizationUrl: '/oauth/v2/auth',
          tokenUrl: '/oauth/v2/token',
          refreshUrl: '/oauth/v2/token',
          scopes: Object.fromEntries(SCOPES) as object,
        },
      },
    },
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'The key itself, without a word before it.',
    },
  };
}

function text(description: string, values?: readonly string[]) {
  return { type: 'string', description, ...(values !== undefined && { enum: values }) };
}

/** An operation of the authorization server. Its parameters go in the query, those of POST in a form as well. */
export interface OAuthOperation {
  id: string;
  method: 'get' | 'post';
  path: string;
  summary: string;
  description: string;
  parameters: Readonly<Record<string, ReturnType<typeof text>>>;
  required: readonly string[];
  responses: Readonly<Record<number, object>>;
}

const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/OAuthError' } } },
});

const IN_QUERY = 'The parameters may go in the query as well, as the reference prints them.';
const CLIENT = {
  client_id: text('The client.'),
  client_secret: text("The client's secret, where it has one."),
};
const REFUSALS = {
  400: refusal('Refused; `error` says why.'),
  401: refusal('The client is unknown, or its secret is wrong.'),
};

export const OAUTH_OPERATIONS: readonly OAuthOperation[] = [
  {
    id: 'authorize',
    method: 'get',
    path: '/oauth/v2/auth',
    summary: 'Ask for an authorization code',
    description:
      'For a browser: the person signs in and comes back to the client with a code, which lives 60 s.',
    parameters: {
      response_type: text('What is wanted.', ['code']),
      client_id: text('The client.'),
      redirect_uri: text('Where the code is sent; one the client is registered with.'),
      scope: text('Scopes, separated by commas or spaces.'),
      state: text('Comes back as it was sent.'),
      access_type: text('`offline` brings a refresh token; `online` unless sent.', ['online', 'offline']),
      prompt: text('`consent` asks the person again.'),
      code_challenge: text('PKCE: SHA-256 of the verifier, base64url.'),
      code_challenge_method: text('PKCE.', ['S256']),
    },
    required: ['response_type', 'client_id', 'redirect_uri', 'scope'],
    responses: {
      303: {
        description: 'To the sign-in, or back to the client with `code` and `state`, or `error`.',
        headers: { Location: { description: 'Where to.', schema: { type: 'string' } } },
      },
      400: {
        description: 'What cannot be sent back to the client is shown to the person.',
        content: { 'text/html': { schema: { type: 'string' } } },
      },
    },
  },
  {
    id: 'token',
    method: 'post',
    path: '/oauth/v2/token',
    summary: 'Exchange a code or a refresh token for an access token',
    description: `The access token lasts an hour. ${IN_QUERY}`,
    parameters: {
      grant_type: text('What is given in exchange.', ['authorization_code', 'refresh_token']),
      ...CLIENT,
      code: text('With `authorization_code`: the code.'),
      redirect_uri: text('With `authorization_code`: the same as when the code was asked for.'),
      code_verifier: text('With `authorization_code`: what the PKCE challenge was made from.'),
      refresh_token: text('With `refresh_token`: the token.'),
    },
    required: ['grant_type'],
    responses: {
      200: {
        description: 'Success.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/OAuthToken' } } },
      },
      ...REFUSALS,
    },
  },
  {
    id: 'revoke',
    method: 'post',
    path: '/oauth/v2/token/revoke',
    summary: 'Revoke a token',
    description: IN_QUERY,
    parameters: {
      refresh_token: text('The token that ends, as the reference spells it.'),
      token: text('The same, as RFC 7009 spells it.'),
      ...CLIENT,
    },
    required: [],
    responses: { 200: { description: 'The token is no longer good, or never was.' }, ...REFUSALS },
  },
];

export const OAUTH_TAG = {
  name: 'Authorization',
  description: 'OAuth 2.0: where access tokens come from. These are beside the base paths, not below them.',
};

export const OAUTH_SCHEMAS = {
  OAuthToken: {
    type: 'object',
    required: ['access_token', 'token_type', 'expires_in'],
    properties: {
      access_token: text('Sent as `Zoho-oauthtoken <token>` or `Bearer <token>`.'),
      refresh_token: text('With `access_type=offline` only; 20 a person, the oldest goes for the 21st.'),
      token_type: text('How it is meant to be sent.'),
      expires_in: { type: 'integer', description: 'Seconds the access token lasts.' },
      scope: text('What was granted.'),
    },
  },
  OAuthError: {
    type: 'object',
    required: ['error'],
    properties: { error: text('Such as `invalid_grant`.'), error_description: text('In words.') },
  },
};

/** For the document's `paths`. */
export function oauthPaths(): Record<string, object> {
  return Object.fromEntries(OAUTH_OPERATIONS.map((operation) => [operation.path, describePath(operation)]));
}

function describePath(operation: OAuthOperation): object {
  const { id, method, summary, description, parameters, required, responses } = operation;
  const schema = { type: 'object', properties: parameters, ...(required.length > 0 && { required }) };
  const taken =
    method === 'post'
      ? { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema } } } }
      : { parameters: Object.keys(parameters).map((name) => inQuery(name, operation)) };
  return {
    servers: [{ url: '/' }],
    [method]: {
      operationId: id,
      tags: [OAUTH_TAG.name],
      summary,
      description,
      security: [],
      ...taken,
      responses,
    },
  };
}

function inQuery(name: string, { parameters, required }: OAuthOperation): object {
  const { description, ...schema } = parameters[name] ?? text('');
  return { name, in: 'query', required: required.includes(name), description, schema };
}
