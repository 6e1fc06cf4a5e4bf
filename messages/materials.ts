/** What stands for a merchant's file wherever WeChat wants a media id: the hash of its content. */
export const materialPattern = /^sha256:[0-9a-f]{64}$/;

/** A place of an application that holds a material. */
export type MaterialPlace = {
  /** As WeChat names the field, without the places in a list: `icp_materials.commitment_letter`. */
  readonly field: string;
  /** The same with them: `icp_materials.commitment_letter.0`. */
  readonly path: string;
  readonly material: string;
  /** The kind of certificate that it shows, where the field is the picture of one. */
  readonly certificateType?: number;
};

/** All places of an application that hold a material, in order. */
export const materialsIn = (application: unknown): MaterialPlace[] => {
  const places: MaterialPlace[] = [];
  visit(application, [], undefined, (place) => {
    places.push(place);
    return undefined;
  });
  return places;
};

/** The application as WeChat takes it: a media id for each material. */
export const withMediaIds = <T>(application: T, mediaIdOf: (place: MaterialPlace) => string): T =>
  // The shape stays: only texts become other texts.
  visit(application, [], undefined, mediaIdOf) as T;

const visit = (
  value: unknown,
  path: readonly string[],
  certificateType: number | undefined,
  replace: (place: MaterialPlace) => string | undefined,
): unknown => {
  if (typeof value === 'string') {
    if (!materialPattern.test(value)) return value;
    const field = path.filter((part) => !/^\d+$/.test(part)).join('.');
    const shows = /certificate_photo/.test(field) ? certificateType : undefined;
    const certificate = shows === undefined ? {} : { certificateType: shows };
    return replace({ field, path: path.join('.'), material: value, ...certificate }) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((entry, index) => visit(entry, [...path, String(index)], certificateType, replace));
  }
  if (typeof value !== 'object' || value === null) return value;
  const shown =
    'certificate_type' in value && typeof value.certificate_type === 'number' ? value.certificate_type : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, visit(inner, [...path, name], shown, replace)]),
  );
};
