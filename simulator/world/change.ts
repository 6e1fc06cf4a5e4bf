/** Sets some fields of a thing at once. */
export const change = <T extends object>(thing: T, fields: Partial<NoInfer<T>>): void => {
  Object.assign(thing, fields);
};
