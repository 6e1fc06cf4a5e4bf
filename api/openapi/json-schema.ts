import { z } from 'zod';
import { wireBoolean, wireNumber, wireText } from '../../wechat/wire.ts';

/** What WeChat sends in more than one way is answered in one. */
const wireTypes = new Map<unknown, string>([
  [wireNumber, 'number'],
  [wireBoolean, 'boolean'],
  [wireText, 'string'],
]);

/** A schema as JSON schema, without its `$schema`, which the document states once; what goes in, or what comes out. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    // Only inside of what is described by its type below.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const type = wireTypes.get(zodSchema);
      if (type === undefined) return;
      for (const word of Object.keys(jsonSchema)) delete jsonSchema[word];
      Object.assign(jsonSchema, { type });
    },
  });
  return rest;
};

/**
 * Part of a document, and the schemas in it that hold themselves, such as trees: they are referred to from the document's
 * root, so they go among its components, under this name.
 */
export const hoisted = (part: object, name: string): { readonly part: object; readonly schemas: object } => {
  const schemas: Record<string, unknown> = {};
  const text = JSON.stringify(part).replaceAll('"#/$defs/', `"#/components/schemas/${name}`);
  const rest: object = JSON.parse(text, (key, value: unknown) => {
    if (key !== '$defs' || typeof value !== 'object' || value === null) return value;
    for (const [id, schema] of Object.entries(value)) schemas[name + id] = schema;
    return undefined;
  });
  return { part: rest, schemas };
};
