/** The page on which the legal person (法人) of a registration decides. */
export const legalPersonPage = '/wxawap/fastregister';

/** Its path for one task. */
export const legalPersonPath = (taskid: string) => `${legalPersonPage}?task=${taskid}`;
