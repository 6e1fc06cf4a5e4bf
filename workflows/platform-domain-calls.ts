import type { ConfirmFile, DomainList } from '../messages/platform-domains.ts';
import { wx, wxOnce } from './wechat.ts';

/** The hosts of one list. An unpublished platform has only the testing version's. */
export const readHosts = async (name: DomainList): Promise<readonly string[]> => {
  const read = wx(`Read the platform's ${name} domains`);
  if (name === 'server') {
    const lists = await read.modifyThirdpartyServerDomainGet({});
    return hostsIn(lists.published_wxa_server_domain ?? lists.testing_wxa_server_domain);
  }
  const lists = await read.modifyThirdpartyJumpDomainGet({});
  return hostsIn(lists.published_wxa_jump_h5_domain ?? lists.testing_wxa_jump_h5_domain);
};

/** Adds hosts to the published and to the testing version; the list after it. What WeChat does not take is not on it. */
export const addHosts = async (name: DomainList, hosts: readonly string[]): Promise<readonly string[]> => {
  const change = wxOnce(`Add ${hosts.length} ${name} domains to the platform`);
  const together = { is_modify_published_together: true } as const;
  if (name === 'server') {
    const lists = await change.modifyThirdpartyServerDomainAdd({ wxa_server_domain: hosts.join(';'), ...together });
    return hostsIn(lists.published_wxa_server_domain ?? lists.testing_wxa_server_domain);
  }
  const lists = await change.modifyThirdpartyJumpDomainAdd({ wxa_jump_h5_domain: hosts.join(';'), ...together });
  return hostsIn(lists.published_wxa_jump_h5_domain ?? lists.testing_wxa_jump_h5_domain);
};

/** The file that the platform's business domains serve. */
export const readConfirmFile = async (): Promise<ConfirmFile> => {
  const file = await wx("Read the platform's confirm file").getThirdpartyJumpDomainConfirmFile({});
  return { name: file.file_name, content: file.file_content };
};

const hostsIn = (text = ''): readonly string[] => text.split(';').filter((host) => host !== '');
