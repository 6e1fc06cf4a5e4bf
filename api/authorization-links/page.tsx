import { type AuthorizationPageKind, authTypes } from '../../wechat/authorization-pages.ts';
import { setName } from '../../wechat/permission-sets.ts';
import { chinaTime } from '../pages/china-time.ts';
import { Document } from '../pages/document.tsx';
import type { OpenCode } from './issue.ts';
import { reloadScript } from './reload-script.ts';

type AuthorizationPageProps = {
  readonly kind: AuthorizationPageKind;
  readonly code: Omit<OpenCode, 'preAuthCode'>;
  /** WeChat's page. */
  readonly href: string;
  /** This link's page for a phone, and its address as SVG. */
  readonly phonePage: string;
  readonly qrCode: string;
  readonly nonce: string;
  /** How long the code lives, in milliseconds. */
  readonly left: number;
};

/** The page from which a merchant goes to WeChat's: WeChat knows by its Referer that the link is ours. */
export const AuthorizationPage = ({ kind, code, href, phonePage, qrCode, nonce, left }: AuthorizationPageProps) => {
  const kinds = kindsOf(code.authType);
  const complete = code.authorized.filter((appid) => code.lacking[appid] === undefined);
  return (
    <Document title="授权" nonce={nonce} script={reloadScript(left)} refresh={Math.ceil(left / 1000)}>
      <header>
        <h1>将{kinds}授权给服务商</h1>
        {code.appid && <p class="note">本次只能授权账号 {code.appid}</p>}
      </header>
      {Object.entries(code.lacking).map(([appid, sets]) => (
        <section key={appid} class="card expired">
          <h2>权限不完整</h2>
          <p>账号 {appid} 还缺少以下权限，请重新授权该账号，并保留全部勾选的权限：</p>
          <SetNames ids={sets} />
        </section>
      ))}
      {complete.length > 0 && (
        <section class="card done">
          <h2>已完成授权</h2>
          <p>{complete.join('、')}</p>
          <small>如还有其他账号，可继续授权；没有的话，您可以关闭本页。</small>
        </section>
      )}
      <main class="card waiting">
        <h2>请账号管理员本人操作</h2>
        {kind === 'pc' ? (
          <>
            <p class="narrow-only reason">
              请在电脑的浏览器中打开本页；如在手机微信中操作，请<a href={phonePage}>打开手机端授权页</a>。
            </p>
            <p>点击下面的按钮打开微信授权页，再用管理员的微信扫描页面上的二维码。</p>
          </>
        ) : (
          <>
            <p>请在手机微信中打开本页，再点击下面的按钮进入微信授权页。</p>
            <div class="wide-only">
              {/* The code is made here from our own address, so there is nobody's markup in it. */}
              <div class="qr" role="img" aria-label="二维码" dangerouslySetInnerHTML={{ __html: qrCode }} />
              <p class="center">用管理员的微信扫描，在手机上继续</p>
            </div>
          </>
        )}
        <a class="button" href={href}>
          打开微信授权页
        </a>
        <p class="deadline">
          剩余时间 <strong data-until={new Date(code.expiresAt).toISOString()}>—</strong>
          <br />
          <small>本次授权在 {chinaTime(code.expiresAt)}（北京时间）前有效，到时本页自动刷新</small>
        </p>
      </main>
      <Preparations kinds={kinds} />
      {code.permissionSets && <Permissions ids={code.permissionSets} />}
    </Document>
  );
};

const Preparations = ({ kinds }: { kinds: string }) => (
  <section class="card">
    <h2>授权时请注意</h2>
    <ul>
      <li>只有{kinds}的管理员才能授权，列表里没有您的账号时，请确认是否为管理员、账号是否正常。</li>
      <li>请保留全部勾选的权限，缺少权限时服务商无法为您办理。</li>
      <li>部分权限同一时间只能授权给一家服务商，如已授权给其他服务商，请先在微信公众平台取消。</li>
      <li>授权后可随时在微信公众平台查看或取消。</li>
    </ul>
  </section>
);

const Permissions = ({ ids }: { ids: readonly number[] }) => (
  <section class="card">
    <h2>本次需要的权限</h2>
    <SetNames ids={ids} />
  </section>
);

const SetNames = ({ ids }: { ids: readonly number[] }) => (
  <ul>
    {ids.map((id) => (
      <li key={id}>{setName(id)}</li>
    ))}
  </ul>
);

const kindsOf = (authType: number): string =>
  new Map<string, string>(Object.entries(authTypes)).get(String(authType)) ?? '账号';
