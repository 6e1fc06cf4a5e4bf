import { errmsgs } from './errmsgs.ts';

/** Thrown where WeChat says no: the call answers with this errcode and changes nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errcode: number;
  /** What the answer says beside errcode and errmsg. */
  readonly beside: object;

  constructor(errcode: number, detail?: string, beside: object = {}) {
    super([errmsgs[errcode] ?? 'refused', detail].filter(Boolean).join(': '));
    this.errcode = errcode;
    this.beside = beside;
  }
}
