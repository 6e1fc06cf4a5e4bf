import { Refusal } from '../refusal.ts';

/** The values each option of an account (授权方选项) takes; the first is what it has at first. */
const valuesOf = {
  location_report: ['0', '1', '2'],
  voice_recognize: ['0', '1'],
  customer_service: ['0', '1'],
} as const;

/** The name of an option. */
export type OptionName = keyof typeof valuesOf;
/** The options of an account. */
export type AuthorizerOptions = Record<OptionName, string>;

/** Everything off. */
export const defaultOptions = (): AuthorizerOptions => ({
  location_report: '0',
  voice_recognize: '0',
  customer_service: '0',
});

/** Sets an option. Refuses a value it does not take: 61013. */
export const setOption = (options: AuthorizerOptions, name: OptionName, value: string): void => {
  const taken: readonly string[] = valuesOf[name];
  if (!taken.includes(value)) throw new Refusal(61013);
  options[name] = value;
};
