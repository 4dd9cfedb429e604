import { ErrorBody } from './errors.ts';
import { answersOf, errorExamples, HEADERS, sharedAnswers } from './openapi-answers.ts';
import { apiGuide } from './openapi-guide.ts';
import { printJson } from './openapi-json.ts';
import { OAUTH_SCHEMAS, OAUTH_TAG, oauthPaths, SCOPE_PREFIX, securitySchemes } from './openapi-oauth.ts';
import { toJsonSchema } from './openapi-schema.ts';
import { type ApiBody, type ApiOperation, TAGS } from './operations-types.ts';
import { API_OPERATIONS, errorsOf, PATH_PARAMETERS, pathParameters } from './operations.ts';
import type { Wire } from './wire.ts';

/** The document as JSON text. Ids in its examples have every digit. */
export function openApiText(wire: Wire): string {
  return printJson(openApiDocument(wire));
}

/** The documented API as OpenAPI 3.1, made from the schemas the server answers by; ids in examples are bigint. */
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
      description: guideText(wire),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    externalDocs: { url: '/api/docs', description: 'This document as a page' },
    servers: [
      { url: '/api/v1', description: 'As in the cloud' },
      { url: '/api/v1/mdm', description: 'As on premises' },
    ],
    tags: [...Object.entries(TAGS).map(([name, description]) => ({ name, description })), OAUTH_TAG],
    paths: { ...paths, ...oauthPaths() },
    components: {
      schemas: { ErrorBody: toJsonSchema(ErrorBody), ...namedSchemas(wire), ...OAUTH_SCHEMAS },
      headers: HEADERS,
      responses: sharedAnswers(),
      examples: errorExamples([...new Set(API_OPERATIONS.flatMap(errorsOf))].sort()),
      securitySchemes: securitySchemes(),
    },
  };
}

/** As Markdown. */
function guideText(wire: Wire): string {
  return apiGuide(wire)
    .map(({ title, paragraphs, code }) => {
      const fenced = code === undefined ? [] : ['```\n' + code + '\n```'];
      return [`## ${title}`, ...paragraphs, ...fenced].join('\n\n');
    })
    .join('\n\n');
}

function namedSchemas(wire: Wire): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const { answer, body } of API_OPERATIONS) {
    if (answer.status === 200) named[answer.name] ??= toJsonSchema(answer.schema(wire));
    if (body?.kind !== 'json') continue;
    for (const { name, schema } of [body, ...(body.or === undefined ? [] : [body.or])]) {
      named[name] ??= toJsonSchema(schema);
    }
  }
  return named;
}

function describeOperation(operation: ApiOperation, wire: Wire): object {
  const { id, tag, summary, description, scope, body, isAddition } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(isAddition === true && { 'x-muster-addition': true }),
    parameters: describeParameters(operation),
    ...(body !== undefined && { requestBody: describeBody(body) }),
    security: [{ oauth: [`${SCOPE_PREFIX}.${scope}`] }, { apiKey: [] }],
    responses: answersOf(operation, wire),
  };
}

function describeParameters({ method, path, query = [], body }: ApiOperation): object[] {
  const inPath = pathParameters(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    description: PATH_PARAMETERS[name],
    schema: { type: 'integer', format: 'int64' },
  }));
  const inHeader = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  });
  return [
    ...inPath,
    ...query.map(({ name, description, schema }) => ({ name, in: 'query', description, schema })),
    ...(method === 'get' ? [inHeader('If-None-Match', 'The ETag of an earlier answer.')] : []),
    ...(body?.kind === 'file' ? [inHeader('Content-Disposition', DISPOSITION)] : []),
  ];
}

/** How the name of a file is sent. */
export const DISPOSITION =
  "`filename=<name>`, also quoted, as `filename*=UTF-8''<name>`, and after `attachment;`. Needed unless the body is a form.";

function describeBody(body: ApiBody): object {
  if (body.kind === 'file') {
    const binary = { type: 'string', format: 'binary' };
    const form = { type: 'object', required: ['file'], properties: { file: binary } };
    return {
      required: true,
      description: 'The file itself, of any type, or a form with it.',
      content: { '*/*': { schema: binary }, 'multipart/form-data': { schema: form } },
    };
  }
  const { name, isOptional, example, or } = body;
  const ref = (to: string) => ({ $ref: `#/components/schemas/${to}` });
  const content =
    or === undefined
      ? { schema: ref(name), example }
      : {
          schema: { anyOf: [ref(name), ref(or.name)] },
          examples: {
            [name]: { value: example },
            [or.name]: { summary: or.when, value: or.example },
          },
        };
  return { required: isOptional !== true, content: { 'application/json': content } };
}
