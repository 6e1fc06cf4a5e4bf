import { isObject } from './json.ts';
import type { ExtJson, Finding } from './types.ts';

type Named = { readonly at: readonly (string | number)[]; readonly page: string };

/** What WeChat refuses of the pages that an ext.json names: 85047 none are left, 85045 the template does not have it. */
export const pageFindings = (ext: ExtJson, known: readonly string[] | undefined): readonly Finding[] => [
  ...noPages(ext.pages),
  ...(known ? pagesNamed(ext).flatMap((named) => strange(named, known)) : []),
];

const noPages = (pages: unknown): readonly Finding[] => {
  if (!Array.isArray(pages) || pages.length > 0) return [];
  const advice = 'Name the pages that remain, or leave `pages` out: then all of the template remain.';
  return [{ at: ['pages'], level: 'fail', errcode: 85047, problem: 'No page is left.', advice }];
};

const strange = ({ at, page }: Named, known: readonly string[]): readonly Finding[] => {
  if (known.includes(page)) return [];
  const meant = known.find((one) => one === page.replace(/^\/+/, '').replace(/\.(html|wxml|js)$/, ''));
  const advice = meant
    ? `Write it as ${meant}.`
    : 'Name a page of the template: an ext.json takes pages away and adds none.';
  return [{ at, level: 'fail', errcode: 85045, problem: `The template has no page ${page}.`, advice }];
};

const pagesNamed = ({ pages, extPages, subPackages, tabBar }: ExtJson): readonly Named[] => [
  ...named(pages, ['pages']),
  ...(isObject(extPages) ? Object.keys(extPages).map((page) => ({ at: ['extPages', page], page })) : []),
  ...(Array.isArray(subPackages)
    ? subPackages.flatMap((one, index) => {
        const { root, pages } = isObject(one) ? one : {};
        const before = `${root}`.replace(/\/*$/, '/');
        return named(pages, ['subPackages', index, 'pages']).map(({ at, page }) => ({ at, page: before + page }));
      })
    : []),
  ...(isObject(tabBar) && Array.isArray(tabBar.list)
    ? tabBar.list.flatMap((item, index) => {
        const page = isObject(item) ? item.pagePath : undefined;
        return typeof page === 'string' && page !== '' ? [{ at: ['tabBar', 'list', index, 'pagePath'], page }] : [];
      })
    : []),
];

const named = (pages: unknown, at: readonly (string | number)[]): readonly Named[] =>
  Array.isArray(pages)
    ? pages.flatMap((page, index) => (typeof page === 'string' ? [{ at: [...at, index], page }] : []))
    : [];
