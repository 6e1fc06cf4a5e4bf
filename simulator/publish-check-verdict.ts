import type { Reply } from './callback.ts';
import { readReply } from './read-reply.ts';

/** The gateway that is checked, and what WeChat's console knows of its platform. */
export type Checked = {
  readonly gatewayUrl: string;
  readonly componentAppid: string;
  readonly token: string;
  readonly aesKey: Buffer;
};

/** Throws what is wrong where a push was not answered with `success`. */
export const mustBeTaken = (checked: Checked, reply: Reply): void => {
  mustBeAnswered(checked, reply);
  if (!reply.accepted) throw new Error('The answer was not the seven bytes "success".');
};

/** Why a gateway may answer so; a robot with another token or key is what WeChat is to a gateway with a wrong one. */
const causes: Readonly<Record<number, string>> = {
  401: 'it refuses the signature: its CALLBACK_TOKEN is not the one configured here',
  403: 'it can not decrypt what is signed, or its clock is off: its CALLBACK_AES_KEY or COMPONENT_APPID is not the one configured here',
  404: 'it has no such path: is this the gateway?',
  503: 'its inbox takes nothing: is its disk full?',
};

/** Throws what is wrong, and what may be the cause, where a push was not answered with 200. */
export const mustBeAnswered = ({ gatewayUrl }: Checked, { status }: Reply): void => {
  if (status === 200) return;
  if (status === undefined) throw new Error(`Nothing was answered within 5 s at ${gatewayUrl}.`);
  throw new Error(`The gateway answered ${status}: ${causes[status] ?? 'see its log'}.`);
};

/** Throws what is wrong where a message was not answered with this text, encrypted and back to who wrote. */
export const mustReply = (
  checked: Checked,
  answer: Reply,
  expected: { readonly userName: string; readonly openid: string; readonly content: string },
): void => {
  mustBeAnswered(checked, answer);
  const { ToUserName, FromUserName, MsgType, Content } = readReply(answer.body ?? '', checked);
  if (ToUserName !== expected.openid || FromUserName !== expected.userName) {
    throw new Error('The users of the reply are not those of the message, swapped.');
  }
  if (MsgType !== 'text' || Content !== expected.content) {
    throw new Error(`The reply was a ${String(MsgType)} "${String(Content)}" instead of "${expected.content}".`);
  }
};
