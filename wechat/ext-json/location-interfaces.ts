import type { Finding } from './types.ts';

/** What a fuzzy location excludes. */
const exact = ['getLocation', 'onLocationChange', 'startLocationUpdate', 'startLocationUpdateBackground'];
const fuzzy = 'getFuzzyLocation';
/** The names that `requiredPrivateInfos` may hold. @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html */
export const locationInterfaces = [fuzzy, ...exact, 'chooseLocation', 'choosePoi', 'chooseAddress'] as const;

/** What WeChat refuses of `requiredPrivateInfos`: 85310 a wrong name, 85311 names that exclude each other. */
export const locationFindings = (names: readonly unknown[]): readonly Finding[] => {
  const wrong = names.flatMap((name, index): readonly Finding[] =>
    locationInterfaces.some((known) => known === name)
      ? []
      : [
          {
            at: ['requiredPrivateInfos', index],
            level: 'fail',
            errcode: 85310,
            problem: `${JSON.stringify(name)} is no location interface.`,
            advice: `Take one of ${locationInterfaces.join(', ')}, without \`wx.\` before it.`,
          },
        ],
  );
  const excluded = exact.filter((name) => names.includes(name));
  if (!names.includes(fuzzy) || excluded.length === 0) return wrong;
  return [
    ...wrong,
    {
      at: ['requiredPrivateInfos', names.indexOf(fuzzy)],
      level: 'fail',
      errcode: 85311,
      problem: `${fuzzy} excludes ${excluded.join(', ')}.`,
      advice: `Leave out ${fuzzy}, or ${excluded.join(', ')}.`,
    },
  ];
};
