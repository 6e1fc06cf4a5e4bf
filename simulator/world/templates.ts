/** A template of the library, and what WeChat's detection finds in its code. */
export type Template = {
  readonly templateId: number;
  readonly userVersion: string;
  readonly userDesc: string;
  readonly pages: readonly string[];
  /** Keys of a privacy guide whose data the code uses, such as `UserInfo`. */
  readonly privacyKeys: readonly string[];
  /** Interfaces in the code that need a permission, such as `wx.getLocation`. */
  readonly privacyInterfaces: readonly string[];
};

const pages = ['pages/index/index', 'pages/list/list', 'pages/detail/detail'];

/** The library of the default world: a plain template, one that uses personal data, one that lacks a permission. */
export const defaultTemplates = (): Map<number, Template> =>
  new Map(
    [
      { templateId: 1, userVersion: '1.0.0', userDesc: '基础模板', privacyKeys: [], privacyInterfaces: [] },
      {
        templateId: 2,
        userVersion: '1.1.0',
        userDesc: '会员模板',
        privacyKeys: ['UserInfo', 'Location'],
        privacyInterfaces: [],
      },
      {
        templateId: 3,
        userVersion: '1.2.0',
        userDesc: '门店模板',
        privacyKeys: ['Location'],
        privacyInterfaces: ['wx.getLocation'],
      },
    ].map((template) => [template.templateId, { ...template, pages }]),
  );
