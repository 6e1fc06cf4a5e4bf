/** A call as it arrived. */
export type IncomingCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly ip: string;
  /** Where it was addressed to, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
};
