import type { Finding, PreflightAsked } from '../messages/release-preflight.ts';
import { undoLimits, undosAt, undosLeft } from '../messages/undos.ts';
import type { ExtProblem } from '../wechat/ext-json/types.ts';
import { missingPermission } from '../wechat/missing-permission.ts';
import { pluginsIn, type Read, type ReleaseFacts } from './gather.ts';

/** What a release is judged by: what was read, and what is wrong with its ext.json. */
export type JudgedFacts = ReleaseFacts & { readonly problems: readonly ExtProblem[] };

type Verdict = Omit<Finding, 'check' | 'before'>;
type Check = {
  readonly before: Finding['before'];
  readonly judge: (facts: JudgedFacts, asked: PreflightAsked) => Verdict;
};

const pass = (hint: string): Verdict => ({ level: 'pass', hint });
const warn = (hint: string, who?: Finding['who']): Verdict => ({ level: 'warn', hint, ...(who ? { who } : {}) });
const fail = (who: NonNullable<Finding['who']>, hint: string): Verdict => ({ level: 'fail', hint, who });

/** The verdict on what was read; what WeChat does not tell is no reason to stop. */
const of = <T>(fact: Read<T>, judge: (value: T) => Verdict): Verdict => {
  if ('value' in fact) return judge(fact.value);
  const { hint, errcode } = fact.refused;
  return warn(`WeChat does not tell: ${hint}${errcode === undefined ? '' : ` (${errcode})`}`);
};

const codeSet = 18;
const realName = { ok: 1, pending: 2 } as const;
const filed = 6;
const openAudits: readonly number[] = [2, 4];
const runningPlans: readonly number[] = [1, 2];
const interfaceOpen = 5;
/** Why a plugin may not be used, by WeChat's number of where the application for it stands; 2 is granted. */
const pluginStands: Readonly<Record<number, string | undefined>> = {
  1: 'waits for its developer',
  2: undefined,
  3: 'was refused by its developer',
  4: 'got no answer in time',
};

/** All checks, in the order in which they are shown. */
const checks: Readonly<Record<string, Check>> = {
  authorization: {
    before: 'commit',
    judge: ({ account: { authorization, permissionSets } }, { appid }) => {
      if (authorization !== 'granted') {
        const hint = `The account's authorization is ${authorization}: let the merchant authorize again (POST /v1/authorization-links).`;
        return { ...fail('merchant', hint), hintZh: '请重新授权服务商管理该小程序。', lacks: { appid, oneOf: [] } };
      }
      if (permissionSets.includes(codeSet)) return pass('Permission set 18 (小程序开发与数据分析) is granted.');
      const { en, zh: hintZh } = missingPermission({ permission: [codeSet] });
      return { ...fail('merchant', en), hintZh, lacks: { appid, oneOf: [codeSet] } };
    },
  },
  service: {
    before: 'commit',
    judge: ({ service, versions }) =>
      of(service, (status) => {
        const online = 'value' in versions && versions.value.release_info;
        if (status === 1 || !online) return pass('The service runs.');
        return warn(
          'The service is suspended, by its owner or for a violation: users see nothing of a release.',
          'ops',
        );
      }),
  },
  template: {
    before: 'commit',
    judge: ({ templates }, { templateId }) => {
      if (templateId === undefined) return pass('The code was uploaded to the account.');
      return of(templates, (all) => {
        const template = all.find(({ template_id: id }) => id === templateId);
        if (!template) return fail('provider', `The library has no template ${templateId} (85014): promote its draft.`);
        if (template.template_type === 1) {
          return fail(
            'provider',
            'It is a standard template (标准模板), which WeChat takes no more: use an ordinary one.',
          );
        }
        return pass(`Template ${templateId} is ${template.user_version}.`);
      });
    },
  },
  'ext.json': {
    before: 'commit',
    judge: ({ problems }, { templateId }) => {
      if (templateId === undefined || problems.length === 0) return pass('Nothing is wrong with the ext.json.');
      const words = problems.map(({ path, problem, advice }) => `${path}: ${problem} ${advice}`).join(' ');
      return problems.some(({ level }) => level === 'fail') ? fail('provider', words) : warn(words, 'provider');
    },
  },
  plugins: {
    before: 'commit',
    judge: ({ plugins }, { templateId, ext = {} }) => {
      const named = templateId === undefined ? [] : pluginsIn(ext);
      if (named.length === 0) return pass('The ext.json names no plugin.');
      return of(plugins, (held) => {
        const lacking = named.flatMap((appid) => {
          const one = held.find((plugin) => plugin.appid === appid);
          const why = one ? pluginStands[one.status] : 'was not applied for';
          return why === undefined ? [] : [`${appid} ${why}`];
        });
        if (lacking.length === 0) return pass(`The account may use the ${named.length} plugins of the ext.json.`);
        const words = `The account may not use plugins of the ext.json (80082): ${lacking.join(', ')}.`;
        return fail('provider', `${words} Apply for them (managePluginApply), or leave them out.`);
      });
    },
  },
  'staged release': {
    before: 'commit',
    judge: ({ gray, versions }, asked) => {
      const running = of(gray, (plan) =>
        plan?.status !== undefined && runningPlans.includes(plan.status)
          ? fail('ops', `A staged release runs at ${plan.gray_percentage ?? '?'} %: finish it or take it back first.`)
          : pass('No staged release (分阶段发布) is running.'),
      );
      const online = 'value' in versions && versions.value.release_info;
      if (running.level !== 'fail' && asked.gray && !online) {
        return fail('ops', 'Nothing is online: a first release must be a full one (85079). Start it without `gray`.');
      }
      return running;
    },
  },
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
  version: {
    before: 'commit',
    judge: ({ versions }, { userVersion, templateId }) =>
      of(versions, ({ release_info: online }) => {
        if (online?.release_version !== userVersion) return pass(`Online is ${online?.release_version ?? 'nothing'}.`);
        const hint = `Version ${userVersion} is online already.`;
        if (templateId !== undefined) return warn(hint);
        return fail('provider', `${hint} Upload the code under another, so that it can be told apart.`);
      }),
  },
  'privacy interfaces': {
    before: 'commit',
    judge: ({ interfaces }, { ext }) =>
      of(interfaces, (all) => {
        const declared = Array.isArray(ext?.requiredPrivateInfos) ? ext.requiredPrivateInfos : [];
        const shut = declared.filter((name) => {
          const known = all.find(({ api_name }) => api_name === `wx.${String(name)}`);
          return known !== undefined && known.status !== interfaceOpen;
        });
        if (shut.length === 0) return pass('The account may use what ext.json declares.');
        return fail('provider', `requiredPrivateInfos: ${shut.join(', ')} is not open for the account (85312): apply.`);
      }),
  },
  'real name': {
    before: 'commit',
    judge: ({ basics }) =>
      of(basics, ({ realname_status: status }) => {
        if (status === undefined || status === realName.ok) return pass('The owner is verified by name (实名).');
        const words = status === realName.pending ? 'is under way' : 'has failed';
        return fail(
          'merchant',
          `The verification of the owner's name (实名) ${words}: until then WeChat takes no code.`,
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

/** Judges what a release has to go by; pure. */
export const judge = (facts: JudgedFacts, asked: PreflightAsked): Finding[] =>
  Object.entries(checks).map(([check, { before, judge }]) => ({ check, before, ...judge(facts, asked) }));

const listed = (domains: Readonly<Record<string, unknown>> | undefined): string[] => [
  ...new Set(Object.values(domains ?? {}).flatMap((list) => (Array.isArray(list) ? list.map(String) : []))),
];
