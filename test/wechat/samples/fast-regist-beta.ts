import type * as section from '../../../wechat/endpoints/fast-regist-beta.ts';
import { nothing, type Samples, same } from './sample.ts';

const limits = [1001, 1002, 1003, 1004, 1005, 1006, 1007];

export const samples = {
  registerBetaMiniprogram: {
    call: 'POST /wxa/component/fastregisterbetaweapp component',
    errcodes: [
      ...[53010, 53011, 53012, 53013, 53014, 53015, 53016, 53017, 53018, 53019],
      ...[61071, 61072, 86011, 86012, 86017],
    ],
    requests: [{ name: '小麦烤鸡', openid: 'oK8Yg5YaUM-axuE_vVZmV_oIZxxx' }],
    answers: [
      same({
        unique_id: 'BV8ToNpYUMSeoRgsDi7-_cyo2hMtcbJN4fDPEdOKAGSResiIK8VefChe6UkNhxOi',
        authorize_url:
          'https://mp.weixin.qq.com/wxawap/fastregistertpbeta?action=show&create_token=BV8ToNpYUMSeoRgsDi7-_cyo2hMtcbxxxxxxxxxxxIK8VefChe6UkNhxOi#wechat_redirect',
      }),
    ],
  },
  verfifyBetaMiniprogram: {
    call: 'POST /wxa/verifybetaweapp authorizer',
    errcodes: [
      ...[45009, 45011, 61069, 61070, 86004, 86019, 89247, 89248, 89249],
      ...[89250, 89251, 89252, 89253, 89254, 89255, 91021, ...limits],
    ],
    requests: [
      {
        verify_info: {
          enterprise_name: '深圳市某某有限公司',
          code: '9144030071526726XG',
          component_phone: '0755-86013388',
        },
        new_version: true,
      },
    ],
    answers: [nothing],
  },
  modifyBetaMiniprogramNickName: {
    call: 'POST /wxa/setbetaweappnickname authorizer',
    errcodes: [40001, 86011, 91020],
    requests: [{ name: '小麦烤鸡' }],
    answers: [nothing],
  },
  getMpAdminAuth: {
    call: 'POST /wxa/getmpadminauth authorizer',
    requests: [{ mp_appid: 'wxxxxxxdre3f', same_admin: 0 }],
    answers: [same({ authorize_url: 'xxxxxin' })],
  },
  mpVerifyBetaWeapp: {
    call: 'POST /wxa/mpverifybetaweapp authorizer',
    requests: [{ mp_appid: 'wxxxxxxdre3f', ticket: 'xxxxxxxxxxxx' }],
    answers: [{ answer: { errcode: 0, authorize_url: 'xxxxxin' }, read: { authorize_url: 'xxxxxin' } }],
  },
  fastNormalizeBetaWeappCreatetask: {
    call: 'POST /wxa/component/fastnormalizebetaweapp?action=createtask authorizer',
    requests: [{ component_phone: '0755-86013388', new_version: true }],
    answers: [same({ taskid: '9f3a', authorize_url: 'https://mp.weixin.qq.com/xxxx', status: 0 })],
  },
  fastNormalizeBetaWeappQuery: {
    call: 'POST /wxa/component/fastnormalizebetaweapp?action=query authorizer',
    requests: [{ taskid: '9f3a', component_phone: '0755-86013388', new_version: true }],
    answers: [same({ taskid: '9f3a', status: 12 })],
  },
  reuseMchidFastNormalizeBetaWeappCreatetask: {
    call: 'POST /wxa/component/reusemchidfastnormalizebetaweapp?action=createtask authorizer',
    requests: [
      { primary_merchant_code: '1900006511', sub_merchant_code: '1900006512', component_phone: '0755-86013388' },
    ],
    answers: [
      same({
        taskid: '9f3a',
        authorize_merchant_administrator_url: 'https://mp.weixin.qq.com/xxxx',
        authorize_merchant_administrator_status: 0,
      }),
    ],
  },
  reuseMchidFastNormalizeBetaWeappQuery: {
    call: 'POST /wxa/component/reusemchidfastnormalizebetaweapp?action=query authorizer',
    requests: [{ taskid: '9f3a' }],
    answers: [
      {
        answer: {
          errcode: 0,
          authorize_appid_administrator_url: 'https://mp.weixin.qq.com/xxxx',
          authorize_appid_administrator_status: '1',
        },
        read: {
          authorize_appid_administrator_url: 'https://mp.weixin.qq.com/xxxx',
          authorize_appid_administrator_status: 1,
        },
      },
    ],
  },
} satisfies Samples<typeof section>;
