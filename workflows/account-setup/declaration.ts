import type { PartResults, SetupDeclaration } from '../../messages/account-setup.ts';
import { type AccountDeclaration, declaredParts, driftKinds } from '../../messages/inspection.ts';

/**
 * What the account's entity keeps of a declaration, with which the account is compared from then on: parts that came to a
 * result, also those that were refused, but none that WeChat forbids this kind of account. `undefined` where there is nothing.
 */
export const declarationOf = (wanted: SetupDeclaration, results: PartResults): AccountDeclaration | undefined => {
  const isKept = (name: string) => results[name] !== undefined && results[name].kind !== 'skipped';
  const parts = Object.fromEntries(
    declaredParts.flatMap((name) => (wanted[name] && isKept(name) ? [[name, wanted[name]]] : [])),
  );
  const holds = driftKinds.filter((kind) => ['changed', 'unchanged'].includes(results[kind]?.kind ?? ''));
  return Object.keys(parts).length + holds.length > 0 ? { parts, holds } : undefined;
};
