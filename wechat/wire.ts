import { z } from 'zod';

/** A number as WeChat sends it: a JSON number or a string of digits, as in XML and in many answers. */
export const wireNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/, 'expected a number')
    .transform(Number),
]);

/** A number that may be absent, or an empty element. */
export const optionalNumber = z.union([wireNumber, z.literal('').transform((): undefined => undefined)]).optional();

/** A boolean as WeChat sends it: `true`, `"true"`, 0 or 1. */
export const wireBoolean = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1'),
  z.union([z.literal(0), z.literal(1)]).transform((number) => number === 1),
]);

/** Text as WeChat sends it: a string, or a number where somebody forgot the quotes. */
export const wireText = z.union([z.string(), z.number().transform(String)]);

/** What a list takes and gives. */
type WireList<T extends z.ZodType> = z.ZodPipe<
  z.ZodOptional<z.ZodType<unknown, readonly z.input<T>[] | z.input<T> | null | ''>>,
  z.ZodType<z.output<T>[]>
>;

/** A list that is absent, null or a single element where it holds none or one. */
export const wireList = <T extends z.ZodType>(element: T): WireList<T> =>
  // A preprocess forgets what it takes, and whoever answers would go unchecked.
  z.preprocess(
    (value) => (value == null || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(element),
  ) as unknown as WireList<T>;

/** An element with children of its own; one without any reads as empty text. */
export const wireElement = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => (value === '' ? {} : value), z.object(shape));

/** The answer of a call that says nothing but `errcode: 0`. */
export const acknowledged = z.object({});

/** A file of an answer whose Content-Type is not JSON. */
export const binaryAnswer = z.object({ contentType: z.string(), bytes: z.instanceof(Uint8Array) });
