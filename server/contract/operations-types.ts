import type { TObject, TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';
import type { Scope } from './scopes.ts';
import type { Wire } from './wire.ts';

/** How operations are grouped, in the order of the reference. */
export const TAGS = {
  Devices: 'What is known of each device: hardware, network, apps, profiles, places it was at.',
  Groups: 'Devices organised into groups, and who is in them.',
  Files: 'Packages and pictures, to be used by the operations of apps.',
  Apps: 'The repository of store and enterprise apps.',
  Distribution: 'Which device and which group gets which app.',
} as const;
export type Tag = keyof typeof TAGS;

/** One operation of the documented API. The OpenAPI document is made from these; the routes are tested to be the same. */
export interface ApiOperation {
  id: string;
  tag: Tag;
  /** What `get` answers carries an ETag, and 304 is answered where If-None-Match names it. */
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below the base path, `{name}` for a parameter. All parameters in paths are 64-bit ids. */
  path: string;
  summary: string;
  /** Sentences, `code` between backticks. */
  description?: string;
  scope: Scope;
  query?: readonly ApiParameter[];
  body?: ApiBody;
  answer: ApiAnswer;
  /** Beside those that follow from its form; see `errorsOf`. */
  errors?: readonly ErrorCode[];
  /** Not in the reference. */
  isAddition?: true;
}

export interface ApiParameter {
  name: string;
  description: string;
  schema: Readonly<Record<string, unknown>>;
}

export type ApiBody = JsonBody | FileBody;

export interface JsonBody {
  kind: 'json';
  /** Of its schema, unique in the document. */
  name: string;
  schema: TObject;
  /** The operation does without a body. */
  isOptional?: true;
  example: unknown;
  /** Another form of the body that is taken as well. */
  or?: { name: string; schema: TObject; when: string; example: unknown };
}

/** The bytes of one file: as the body, or as the one file of a form. */
export interface FileBody {
  kind: 'file';
}

export type ApiAnswer =
  | {
      status: 200;
      /** Of its schema; equal names mean equal schemas. */
      name: string;
      schema: (wire: Wire) => TSchema;
      /** As given to the serialiser; the schema decides how ids and numbers are written. */
      example: (wire: Wire) => unknown;
    }
  /** Without a body: done (204), or taken on and done soon (202). */
  | { status: 202 | 204 };
