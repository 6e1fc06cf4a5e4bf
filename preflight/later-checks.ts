import { undoLimits, undosAt, undosLeft } from '../messages/undos.ts';
import { type Check, fail, of, pass, warn } from './verdict.ts';

const filed = 6;
const openAudits: readonly number[] = [2, 4];
/** Of 社交: categories whose first submission needs a declaration. */
const social: readonly string[] = ['社区/论坛', '笔记', '问答'];

/** What would keep the code from being submitted or from going online, in the order in which it is shown. */
export const laterChecks: Readonly<Record<string, Check>> = {
  'approved version': {
    before: 'submit',
    judge: ({ audit, versions }) =>
      of(audit, (latest) => {
        if (latest && openAudits.includes(latest.status)) {
          return warn(`Audit ${latest.auditid} is open: the submission waits for it, or \`undo\` withdraws it.`);
        }
        const online = 'value' in versions ? versions.value.release_info : undefined;
        const same = online?.release_version === latest?.user_version && online?.release_desc === latest?.user_desc;
        if (latest?.status !== 0 || same) return pass('No approved version waits for its release.');
        return warn(
          `Version ${latest.user_version ?? '?'} (audit ${latest.auditid}) is approved and not online: this release leaves it behind.`,
          'ops',
        );
      }),
  },
  'basic information': {
    before: 'submit',
    judge: ({ basics }) =>
      of(basics, ({ nickname, nickname_info, signature_info, head_image_info }) => {
        const name = nickname_info?.nickname || nickname;
        const lacking = [
          ...(name ? [] : ['name']),
          ...(head_image_info?.head_image_url ? [] : ['avatar']),
          ...(signature_info?.signature ? [] : ['introduction']),
        ];
        if (lacking.length > 0) return fail('merchant', `The account has no ${lacking.join(', ')} (86002): set it up.`);
        if (/的试用(小程序|店)/.test(name ?? '')) {
          return fail('merchant', `${name} is a trial's name (86020): name the account first.`);
        }
        return pass('Name, avatar and introduction are set.');
      }),
  },
  categories: {
    before: 'submit',
    judge: ({ categories }, asked) =>
      of(categories, (approved) => {
        if (approved.length === 0) return fail('merchant', 'The account has no approved category (类目): add one.');
        const lacking = (asked.categories ?? []).filter(
          (one) =>
            !approved.some(({ first_id, second_id }) => first_id === one.first_id && second_id === one.second_id),
        );
        if (lacking.length === 0) return pass(`${approved.length} approved.`);
        const ids = lacking.map(({ first_id, second_id }) => `${first_id}/${second_id}`).join(', ');
        return fail('merchant', `Not approved for the account (85008): ${ids}. Add them, or choose others.`);
      }),
  },
  "users' content": {
    before: 'submit',
    judge: ({ audit, categories }, asked) =>
      of(audit, (latest) =>
        of(categories, (approved) => {
          // Without a choice the first of the account are submitted.
          const isChosen = ({ first_id, second_id }: (typeof approved)[number]) =>
            asked.categories?.some((one) => one.first_id === first_id && one.second_id === second_id) ?? true;
          const asking = approved
            .filter(isChosen)
            .find((one) => one.first_class === '社交' && social.includes(one.second_class));
          if (latest || asked.ugc || !asking)
            return pass('WeChat need not be told how the content of users is checked.');
          const words = `The first submission in ${asking.first_class}/${asking.second_class} says how the content of users is checked (85094)`;
          return fail('provider', `${words}: start the release with \`ugcDeclare\`.`);
        }),
      ),
  },
  withdrawals: {
    before: 'submit',
    judge: ({ account: { undos }, now }) => {
      const { today, month } = undosAt(undos, now);
      const words = `${today} of ${undoLimits.today} withdrawals of the day and ${month} of ${undoLimits.month} of the month are used.`;
      return undosLeft(undos, now) > 0 ? pass(words) : warn(`${words} This audit could not be withdrawn.`);
    },
  },
  domains: {
    before: 'release',
    judge: ({ domains }) =>
      of(domains, ({ mp_domain: own, third_domain: third, direct_domain: direct }) => {
        const held = new Set([...listed(third), ...listed(direct)]);
        const dropped = listed(own).filter((domain) => !held.has(domain));
        if (dropped.length > 0) {
          return warn(
            `The release drops ${dropped.join(', ')}, set by the merchant: set it through the platform.`,
            'ops',
          );
        }
        return held.size > 0
          ? pass(`${held.size} server domains hold after the release.`)
          : warn('No server domain holds after the release: the code can reach no server.', 'ops');
      }),
  },
  'ICP filing': {
    before: 'release',
    judge: ({ filing }) =>
      of(filing, (status) =>
        status === filed
          ? pass('Filed (已备案).')
          : warn('Not filed (备案): the release waits for it before it goes online.', 'merchant'),
      ),
  },
};

const listed = (domains: Readonly<Record<string, unknown>> | undefined): string[] => [
  ...new Set(Object.values(domains ?? {}).flatMap((list) => (Array.isArray(list) ? list.map(String) : []))),
];
