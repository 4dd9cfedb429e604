import { ErrorBody, ERRORS, type ErrorCode } from './errors.ts';
import { API_OPERATIONS, COMMON_ERRORS, type ApiOperation } from './operations.ts';
import { AREAS, OPERATIONS } from './scopes.ts';
import type { Wire } from './wire.ts';

const PREFIX = 'MDMOnDemand';

/** The documented API as OpenAPI 3.1, made from the schemas the server answers by. */
export function openApiDocument(wire: Wire): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of API_OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = describeOperation(operation, wire);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Mobile device management API',
      version: 'v1',
      description:
        'Ids are 64-bit integers above 2^53: read them with a parser that keeps every digit. ' +
        'Errors carry the body ErrorBody, whatever went wrong.',
    },
    servers: [
      { url: '/api/v1', description: 'As in the cloud' },
      { url: '/api/v1/mdm', description: 'As on premises' },
    ],
    paths,
    components: { schemas: { ErrorBody: toJsonSchema(ErrorBody) }, securitySchemes: securitySchemes() },
  };
}

function describeOperation(operation: ApiOperation, wire: Wire): object {
  const { id, path, summary, description, scope, query = [], answer, errors } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'integer', format: 'int64' },
  }));
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    parameters: [...inPath, ...query.map((parameter) => ({ ...parameter, in: 'query' }))],
    security: [{ oauth: [`${PREFIX}.${scope}`] }, { apiKey: [] }],
    responses: {
      200: {
        description: 'Success',
        content: { 'application/json': { schema: toJsonSchema(answer(wire)) } },
      },
      ...describeErrors([...COMMON_ERRORS, ...errors]),
    },
  };
}

/** One answer a status, naming the codes it may carry. */
function describeErrors(codes: readonly ErrorCode[]): Record<number, object> {
  const schema = { $ref: '#/components/schemas/ErrorBody' };
  const answers: Record<number, object> = {};
  for (const status of new Set(codes.map((code) => ERRORS[code][0]))) {
    const carried = codes.filter((code) => ERRORS[code][0] === status);
    answers[status] = {
      description: carried.map((code) => `${code}: ${ERRORS[code][1]}`).join('. '),
      ...(status === 429 && {
        headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
      }),
      content: { 'application/json': { schema } },
    };
  }
  return answers;
}

function securitySchemes(): object {
  const scopes = AREAS.flatMap((area) => OPERATIONS.map((operation) => `${PREFIX}.${area}.${operation}`));
  return {
    oauth: {
      type: 'oauth2',
      description: 'The access token goes as `Authorization: Zoho-oauthtoken <token>` or as a bearer token.',
      flows: {
        authorizationCode: {
          authorizationUrl: '/oauth/v2/auth',
          tokenUrl: '/oauth/v2/token',
          refreshUrl: '/oauth/v2/token',
          scopes: Object.fromEntries(scopes.map((scope) => [scope, scope])),
        },
      },
    },
    apiKey: { type: 'apiKey', in: 'header', name: 'Authorization' },
  };
}

/** The schema as plain JSON; `nullable` is what the serialiser reads, JSON Schema 2020-12 has it in the type. */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== 'nullable' && key !== '$id');
  const copy = Object.fromEntries(entries.map(([key, value]) => [key, toJsonSchema(value)]));
  const isNullable = 'nullable' in schema && schema.nullable === true;
  return isNullable ? { ...copy, type: [copy.type, 'null'] } : copy;
}
