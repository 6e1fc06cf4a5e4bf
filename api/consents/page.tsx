import type { WantedConsent } from '../../messages/consent.ts';
import { Document } from '../pages/document.tsx';

type ConsentPageProps = {
  readonly wanted: WantedConsent;
  /** WeChat's page. */
  readonly href: string;
  readonly nonce: string;
};

/** The page from which an admin goes to WeChat's: WeChat knows by its Referer that the link is ours. */
export const ConsentPage = ({ wanted, href, nonce }: ConsentPageProps) => {
  const { title, who, lines } = wordsOf(wanted);
  return (
    <Document title={title} nonce={nonce}>
      <header>
        <h1>{title}</h1>
        <p class="note">账号 {wanted.appid}</p>
      </header>
      <main class="card waiting">
        <h2>{who}</h2>
        <p class="narrow-only reason">请在电脑的浏览器中打开本页。</p>
        <p>点击下面的按钮打开微信页面，按页面提示用微信扫码确认。</p>
        <a class="button" href={href}>
          打开微信确认页
        </a>
      </main>
      <section class="card">
        <h2>请注意</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </Document>
  );
};

const wordsOf = (wanted: WantedConsent) => {
  if (wanted.kind === 'rebind') {
    return {
      title: '更换小程序管理员',
      who: '请原管理员和新管理员本人操作',
      lines: [
        '原管理员扫码并填写本人身份证号，新管理员提供姓名、身份证号、手机号，并在微信中确认。',
        '完成后浏览器会自动回到本站，请不要提前关闭页面。',
      ],
    };
  }
  return {
    title: '使用公众号主体注册小程序',
    who: '请公众号管理员本人操作',
    lines: [
      `本月还可注册 ${wanted.left} 个（按本平台记录；企业等每月 5 个，个体户每月 1 个）。`,
      wanted.copyVerification ? '将复用公众号的主体和微信认证。' : '只复用公众号的主体，不复用微信认证。',
      '完成后浏览器会自动回到本站，请不要提前关闭页面。',
    ],
  };
};
