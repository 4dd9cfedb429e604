import type { TSchema } from 'typebox';

/** What the contract's schemas say; everything the document and its page read. */
export interface SchemaNode {
  type?: string | readonly string[];
  format?: string;
  description?: string;
  /** Beside the type; what the serialiser reads. */
  nullable?: boolean;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: SchemaNode;
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
}

/** TypeBox types a schema by what it stands for; as an object it is JSON Schema, which is what is wanted here. */
export function readSchema(schema: TSchema): SchemaNode {
  return schema;
}

/** The types a value may have, null among them. */
export function typesOf({ type = [], nullable = false }: SchemaNode): string[] {
  const types = typeof type === 'string' ? [type] : [...type];
  return nullable ? [...types, 'null'] : types;
}

/** The schema as plain JSON; `nullable` is what the serialiser reads, JSON Schema 2020-12 has it in the type. */
export function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== 'nullable' && key !== '$id');
  const copy = Object.fromEntries(entries.map(([key, value]) => [key, toJsonSchema(value)]));
  const isNullable = 'nullable' in schema && schema.nullable === true;
  return isNullable ? { ...copy, type: [copy.type, 'null'] } : copy;
}

/** An example as the serialiser writes it: ids and numbers as strings where the schema says so. */
export function writeExample(example: unknown, schema: SchemaNode): unknown {
  if (Array.isArray(example)) return example.map((each) => writeExample(each, schema.items ?? {}));
  if (typeof example === 'object' && example !== null) {
    return Object.fromEntries(
      Object.entries(example).map(([name, value]) => [
        name,
        writeExample(value, schema.properties?.[name] ?? {}),
      ]),
    );
  }
  const types = typesOf(schema);
  const isText = types.includes('string') && !types.includes('integer') && !types.includes('number');
  return isText && (typeof example === 'bigint' || typeof example === 'number') ? String(example) : example;
}
