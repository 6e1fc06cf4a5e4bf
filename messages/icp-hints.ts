import type { FieldHint } from './progress.ts';

/** What WeChat says of one field of a filing, at once. */
export type WeChatHint = {
  readonly errcode: number;
  readonly errmsg?: string | undefined;
  readonly err_field?: string | undefined;
};

/** Why a review rejected one field of a filing. */
export type AuditNote = {
  readonly key_name?: string | undefined;
  readonly error?: string | undefined;
  readonly suggest?: string | undefined;
};

/** WeChat's words for each field. */
export const fieldHints = (hints: readonly WeChatHint[]): FieldHint[] =>
  hints.map(({ errcode, errmsg, err_field }) => ({
    field: err_field ?? '',
    problem: errmsg ? `${errmsg} (${errcode})` : String(errcode),
  }));

/** A reviewer's words for each field, and what to change. */
export const auditHints = (notes: readonly AuditNote[]): FieldHint[] =>
  notes.map(({ key_name, error, suggest }) => ({
    field: key_name ?? '',
    problem: error ?? '',
    ...(suggest ? { advice: suggest } : {}),
  }));
