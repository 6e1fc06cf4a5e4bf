import type { RegistrationInput } from './registration.ts';

export type EnterpriseRegistrationInput = RegistrationInput & {
  readonly name: string;
  /** 统一社会信用代码, 18 characters. */
  readonly code: string;
};
