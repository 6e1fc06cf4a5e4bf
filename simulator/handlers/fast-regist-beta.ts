import type * as section from '../../wechat/endpoints/fast-regist-beta.ts';
import { loanPath } from '../pages/subject-loan.ts';
import { trialPath } from '../pages/trial.ts';
import { Refusal } from '../refusal.ts';
import { type Slots, sampled } from '../slots.ts';
import type { Account } from '../world/accounts.ts';
import type { Conversion } from '../world/conversions.ts';
import { personNumbers, statusOf } from '../world/registration-status.ts';
import { isTrial, trialName } from '../world/trials.ts';
import type { World } from '../world/world.ts';
import { foundTask, taskOf } from './registration-task.ts';

const conversionOf = ({ taskid, check }: Conversion, origin: string) =>
  taskOf({ taskid, status: statusOf(personNumbers, check) }, origin);

/** An official account by its appid or original id. */
const officialAccount = ({ accounts }: World, named: string): Account | undefined =>
  accounts.get(named) ?? [...accounts.values()].find(({ userName }) => userName === named);

/** Trial mini programs (试用小程序) and how they become formal. */
export const fastRegistBeta = {
  registerBetaMiniprogram: (request, { world, origin, changed }) => {
    const { uniqueId } = world.trials.begin(request);
    changed();
    return { unique_id: uniqueId, authorize_url: `${origin}${trialPath(uniqueId)}#wechat_redirect` };
  },

  verfifyBetaMiniprogram: ({ verify_info }, { world, account, origin, changed }) => {
    const { taskid, authorize_url } = conversionOf(world.conversions.verify(account, verify_info), origin);
    changed();
    return { taskid, authorize_url };
  },

  modifyBetaMiniprogramNickName: ({ name }, { account, changed }) => {
    if (!isTrial(account)) throw new Refusal(91020);
    account.name = trialName(name);
    changed();
    return {};
  },

  getMpAdminAuth: ({ mp_appid }, { world, account, origin, changed }) => {
    const { id } = world.loans.ask(account, officialAccount(world, mp_appid));
    changed();
    return { authorize_url: origin + loanPath(id) };
  },

  mpVerifyBetaWeapp: ({ mp_appid, ticket }, { world, account, origin, changed }) => {
    const { id } = world.loans.use(account, officialAccount(world, mp_appid), ticket);
    changed();
    return { authorize_url: origin + loanPath(id) };
  },

  fastNormalizeBetaWeappCreatetask: (_request, { world, account, origin, changed }) => {
    const conversion = world.conversions.upgrade(account);
    changed();
    return conversionOf(conversion, origin);
  },

  fastNormalizeBetaWeappQuery: ({ taskid }, { world, account, origin }) =>
    conversionOf(foundTask(world.conversions.of(account, taskid)), origin),

  reuseMchidFastNormalizeBetaWeappCreatetask: sampled('its actions are not documented any more', {
    taskid: 'sample',
    authorize_merchant_administrator_url: 'https://mp.weixin.qq.com/',
    authorize_merchant_administrator_status: 0,
  }),

  reuseMchidFastNormalizeBetaWeappQuery: sampled('its actions are not documented any more', {
    taskid: 'sample',
    authorize_merchant_administrator_url: 'https://mp.weixin.qq.com/',
    authorize_merchant_administrator_status: 0,
  }),
} satisfies Slots<typeof section>;
