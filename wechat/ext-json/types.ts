/** An ext.json, or a layer of one. */
export type ExtJson = Readonly<Record<string, unknown>>;
/** What `{{name}}` in strings of an ext.json stands for, by name: JSON of any kind. */
export type Variables = Readonly<Record<string, unknown>>;

/** The layers of an ext.json; each goes over those before it. */
export const extLayers = ['template', 'fleet', 'merchant', 'release'] as const;
export type ExtLayer = (typeof extLayers)[number];
/** The layers that there are. */
export type ExtLayers = { readonly [L in ExtLayer]?: ExtJson };

/** What is wrong with an ext.json, where, and what to do. */
export type ExtProblem = {
  /** From the top, joined by dots: `tabBar.list.0.pagePath`. */
  readonly path: string;
  /** `fail`: WeChat refuses it, or it can't be made. `warn`: WeChat takes it, and it may not do what is meant. */
  readonly level: 'fail' | 'warn';
  /** With what WeChat refuses it. */
  readonly errcode?: number;
  readonly problem: string;
  readonly advice: string;
  /** The layer that the value at the path is from. */
  readonly layer?: ExtLayer;
};

/** A problem with its path in parts. */
export type Finding = Omit<ExtProblem, 'path' | 'layer'> & { readonly at: readonly (string | number)[] };

/** What is known of the template that an ext.json is for. */
export type TemplateFacts = {
  /** Its pages, those of its packages with the package's root before them; unknown where absent. */
  readonly pages?: readonly string[];
  /** Whether it is a standard template (标准模板). */
  readonly standard?: boolean;
};

/** One value that is another one than before; a value that was or is not there is absent. */
export type ExtChange = { readonly path: string; readonly before?: unknown; readonly after?: unknown };
