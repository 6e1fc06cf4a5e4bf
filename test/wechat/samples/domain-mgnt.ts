import type * as section from '../../../wechat/endpoints/domain-mgnt.ts';
import { type Samples, same } from './sample.ts';

const servers = {
  published_wxa_server_domain: 'www.qq.com;wx.qq.com',
  testing_wxa_server_domain: 'www.qq.com;wx.qq.com',
};
const jumps = {
  published_wxa_jump_h5_domain: 'www.qq.com;wx.qq.com',
  testing_wxa_jump_h5_domain: 'www.qq.com;wx.qq.com',
};
const server = { is_modify_published_together: true, wxa_server_domain: 'www.qq.com;wx.qq.com' };
const jump = { is_modify_published_together: false, wxa_jump_h5_domain: 'www.qq.com;wx.qq.com' };

export const samples = {
  modifyThirdpartyServerDomainAdd: {
    call: 'POST /cgi-bin/component/modify_wxa_server_domain?action=add component',
    errcodes: [45104],
    requests: [server],
    answers: [same(servers), same({ testing_wxa_server_domain: 'wx.qq.com', invalid_wxa_server_domain: 'x' })],
  },
  modifyThirdpartyServerDomainDelete: {
    call: 'POST /cgi-bin/component/modify_wxa_server_domain?action=delete component',
    errcodes: [45104],
    requests: [server],
    answers: [same(servers)],
  },
  modifyThirdpartyServerDomainSet: {
    call: 'POST /cgi-bin/component/modify_wxa_server_domain?action=set component',
    errcodes: [45104],
    requests: [server],
    answers: [same(servers)],
  },
  modifyThirdpartyServerDomainGet: {
    call: 'POST /cgi-bin/component/modify_wxa_server_domain?action=get component',
    errcodes: [45104],
    requests: [{}],
    answers: [same(servers)],
  },
  modifyThirdpartyJumpDomainAdd: {
    call: 'POST /cgi-bin/component/modify_wxa_jump_domain?action=add component',
    requests: [jump],
    answers: [same(jumps)],
  },
  modifyThirdpartyJumpDomainDelete: {
    call: 'POST /cgi-bin/component/modify_wxa_jump_domain?action=delete component',
    requests: [jump],
    answers: [same(jumps)],
  },
  modifyThirdpartyJumpDomainSet: {
    call: 'POST /cgi-bin/component/modify_wxa_jump_domain?action=set component',
    requests: [jump],
    answers: [same(jumps)],
  },
  modifyThirdpartyJumpDomainGet: {
    call: 'POST /cgi-bin/component/modify_wxa_jump_domain?action=get component',
    requests: [{}],
    answers: [same(jumps)],
  },
  getThirdpartyJumpDomainConfirmFile: {
    call: 'POST /cgi-bin/component/get_domain_confirmfile component',
    requests: [{}],
    answers: [same({ file_name: 'xxx', file_content: 'xxxxxx' })],
  },
} satisfies Samples<typeof section>;
