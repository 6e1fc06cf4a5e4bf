import type { RegistrationInput } from './registration.ts';

/** Who registers: by WeChat id a personal mini program (个人小程序), by openid an upgraded one (个人升级版小程序). */
export type RegisteringPerson = { readonly wxuser: string } | { readonly openid: string };

export type PersonalRegistrationInput = RegistrationInput & { readonly person: RegisteringPerson };
