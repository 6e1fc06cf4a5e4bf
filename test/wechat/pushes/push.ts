/** A push as WeChat's pages and captures show it, in XML or JSON, and what is read from it. None of it is made from our declarations. */
export type PushSample = { readonly xml: string; readonly read: unknown };

/** Samples for each event of a subject: one that is missing does not compile. */
export type PushSamples<Subject> = { readonly [K in keyof Subject]: readonly [PushSample, ...PushSample[]] };
