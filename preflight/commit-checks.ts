import { missingPermission } from '../wechat/missing-permission.ts';
import { pluginsIn } from './gather.ts';
import { type Check, fail, of, pass, warn } from './verdict.ts';

const codeSet = 18;
const realName = { ok: 1, pending: 2 } as const;
const runningPlans: readonly number[] = [1, 2];
const interfaceOpen = 5;
/** Why a plugin may not be used, by WeChat's number of where the application for it stands; 2 is granted. */
const pluginStands: Readonly<Record<number, string | undefined>> = {
  1: 'waits for its developer',
  2: undefined,
  3: 'was refused by its developer',
  4: 'got no answer in time',
};
/** What would keep the code from being committed, in the order in which it is shown. */
export const commitChecks: Readonly<Record<string, Check>> = {
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
};
