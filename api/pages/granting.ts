import type { Progress } from '../../messages/progress.ts';
import { permissionSets, setName } from '../../wechat/permission-sets.ts';
import { lackingRel } from '../authorization-links/lacking-link.ts';
import type { PageTask } from './content.ts';

const scan = '请用该账号管理员的微信扫描二维码，在手机微信中可直接点下面的按钮；';
const askProvider = '请联系您的服务商获取授权链接；';

/** What a merchant has to do where a process waits for what the account did not grant; `undefined` where it does not. */
export const grantingOf = ({ waitingFor, links, outcome }: Progress): PageTask | undefined => {
  const { lacks, who } = waitingFor ?? {};
  if (outcome || !lacks || who !== 'merchant') return undefined;
  const [set] = lacks.oneOf;
  const hasLink = links.some(({ rel }) => rel === lackingRel);
  const why =
    set === undefined
      ? '账号尚未授权给服务商，或授权已取消、失效。'
      : `办理需要「${setName(set)}」权限，账号尚未授予服务商。`;
  const isExclusive = set !== undefined && permissionSets.get(set)?.exclusive !== false;
  return {
    step: '',
    link: lackingRel,
    button: '去授权',
    who: '须由该账号的管理员本人操作。',
    prepare: [
      '账号管理员本人的微信。',
      '授权时请保留全部勾选的权限。',
      ...(isExclusive
        ? ['该权限可能同一时间只能授权给一家服务商；如已授权给其他服务商，请先在微信公众平台取消。']
        : []),
    ],
    waiting: {
      title: set === undefined ? '请授权给服务商' : '请补充授权',
      text: `${why}${hasLink ? scan : askProvider}授权后会自动继续办理。`,
    },
  };
};
