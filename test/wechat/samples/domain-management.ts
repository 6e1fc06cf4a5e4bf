import type * as section from '../../../wechat/endpoints/domain-management.ts';
import { type AnswerSample, nothing, type Samples, same } from './sample.ts';

const some = {
  requestdomain: ['https://www.qq.com', 'https://www.qq.com'],
  wsrequestdomain: ['wss://www.qq.com', 'wss://www.qq.com'],
  uploaddomain: ['https://www.qq.com', 'https://www.qq.com'],
  downloaddomain: ['https://www.qq.com', 'https://www.qq.com'],
};
const all = { ...some, udpdomain: ['udp://www.qq.com'], tcpdomain: ['tcp://www.qq.com'] };
const nothingLeftOut = {
  invalid_requestdomain: [],
  invalid_wsrequestdomain: [],
  invalid_uploaddomain: [],
  invalid_downloaddomain: [],
  invalid_udpdomain: [],
  invalid_tcpdomain: [],
  no_icp_domain: [],
};
const set: AnswerSample = {
  answer: { errcode: 0, errmsg: 'ok', ...some },
  read: { ...some, udpdomain: [], tcpdomain: [], ...nothingLeftOut },
};
const partly: AnswerSample = {
  answer: { errcode: 0, errmsg: 'ok', ...all, ...nothingLeftOut, invalid_requestdomain: ['http://www.qq.com'] },
  read: { ...all, ...nothingLeftOut, invalid_requestdomain: ['http://www.qq.com'] },
};

const registered = [85015, 85016, 85017, 85018, 85301, 85302, 85303, 86102];
const directly = [85015, 85016, 45082, 86100, 86101, 86102];
const business = [89019, 89020, 89021, 89029, 89231];
const businessDirectly = [89019, 89029, 89231];
const domains = { webviewdomain: ['https://www.qq.com', 'https://m.qq.com'] };

const effective = {
  requestdomain: ['https://melody1.qq.com'],
  wsrequestdomain: ['wss://melody2.qq.com'],
  uploaddomain: ['https://melody3.qq.com'],
  downloaddomain: ['https://melody4.qq.com'],
  udpdomain: ['udp://melody2.weixin.qq.com', 'udp://melody5.weixin.qq.com'],
  tcpdomain: ['tcp://melody2.weixin.qq.com', 'tcp://melody6.weixin.qq.com'],
};

export const samples = {
  modifyServerDomainAdd: {
    call: 'POST /wxa/modify_domain?action=add authorizer',
    errcodes: registered,
    requests: [some],
    answers: [set, partly],
  },
  modifyServerDomainDelete: {
    call: 'POST /wxa/modify_domain?action=delete authorizer',
    errcodes: registered,
    requests: [some],
    answers: [set],
  },
  modifyServerDomainSet: {
    call: 'POST /wxa/modify_domain?action=set authorizer',
    errcodes: registered,
    requests: [all],
    answers: [set],
  },
  modifyServerDomainGet: {
    call: 'POST /wxa/modify_domain?action=get authorizer',
    errcodes: registered,
    requests: [{}],
    answers: [set],
  },
  modifyServerDomainDirectlyAdd: {
    call: 'POST /wxa/modify_domain_directly?action=add authorizer',
    errcodes: directly,
    requests: [some],
    answers: [set],
  },
  modifyServerDomainDirectlyDelete: {
    call: 'POST /wxa/modify_domain_directly?action=delete authorizer',
    errcodes: directly,
    requests: [some],
    answers: [set],
  },
  modifyServerDomainDirectlySet: {
    call: 'POST /wxa/modify_domain_directly?action=set authorizer',
    errcodes: directly,
    requests: [all],
    answers: [set],
  },
  modifyServerDomainDirectlyGet: {
    call: 'POST /wxa/modify_domain_directly?action=get authorizer',
    errcodes: directly,
    requests: [{}],
    answers: [set],
  },
  getEffectiveServerDomain: {
    call: 'POST /wxa/get_effective_domain authorizer',
    errcodes: [44002],
    requests: [{}],
    answers: [
      same({
        mp_domain: effective,
        third_domain: effective,
        direct_domain: {
          ...effective,
          udpdomain: ['udp://melody5.weixin.qq.com'],
          tcpdomain: ['tcp://melody6.weixin.qq.com'],
        },
        effective_domain: effective,
      }),
    ],
  },
  modifyJumpDomainAdd: {
    call: 'POST /wxa/setwebviewdomain?action=add authorizer',
    errcodes: business,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainDelete: {
    call: 'POST /wxa/setwebviewdomain?action=delete authorizer',
    errcodes: business,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainSet: {
    call: 'POST /wxa/setwebviewdomain?action=set authorizer',
    errcodes: business,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainGet: {
    call: 'POST /wxa/setwebviewdomain?action=get authorizer',
    errcodes: business,
    requests: [{}],
    answers: [same(domains)],
  },
  modifyJumpDomain: {
    call: 'POST /wxa/setwebviewdomain authorizer',
    errcodes: business,
    requests: [{}],
    answers: [{ answer: { errcode: 0, errmsg: 'ok' }, read: { webviewdomain: [] } }],
  },
  modifyJumpDomainDirectlyAdd: {
    call: 'POST /wxa/setwebviewdomain_directly?action=add authorizer',
    errcodes: businessDirectly,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainDirectlyDelete: {
    call: 'POST /wxa/setwebviewdomain_directly?action=delete authorizer',
    errcodes: businessDirectly,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainDirectlySet: {
    call: 'POST /wxa/setwebviewdomain_directly?action=set authorizer',
    errcodes: businessDirectly,
    requests: [domains],
    answers: [same(domains)],
  },
  modifyJumpDomainDirectlyGet: {
    call: 'POST /wxa/setwebviewdomain_directly?action=get authorizer',
    errcodes: businessDirectly,
    requests: [{}],
    answers: [same(domains)],
  },
  getEffectiveJumpDomain: {
    call: 'POST /wxa/get_effective_webviewdomain authorizer',
    requests: [{}],
    answers: [
      same({
        mp_webviewdomain: ['https://a.b.howielu.top', 'https://developers.weixin.qq.com'],
        third_webviewdomain: ['https://a.b.howielu.top', 'https://developers.weixin.qq.com'],
        direct_webviewdomain: ['https://melody2.howielu.top/'],
        effective_webviewdomain: [
          'https://a.b.howielu.top',
          'https://developers.weixin.qq.com',
          'https://melody2.howielu.top/',
        ],
      }),
    ],
  },
  getJumpDomainConfirmFile: {
    call: 'POST /wxa/get_webviewdomain_confirmfile authorizer',
    requests: [{}],
    answers: [same({ file_name: 'xxx', file_content: 'xxxxxx' })],
  },
  getPrefetchDomain: {
    call: 'GET /wxa/get_prefetchdnsdomain authorizer',
    answers: [
      same({
        prefetch_dns_domain: [
          { url: 'd1.com', status: 0 },
          { url: 'd2.com', status: 0 },
        ],
        size_limit: 5,
      }),
    ],
  },
  setPrefetchDomain: {
    call: 'POST /wxa/set_prefetchdnsdomain authorizer',
    errcodes: [9420000, 9420001, 9420002],
    requests: [{ prefetch_dns_domain: [{ url: 'd1.com' }, { url: 'd2.com' }] }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
