// CommonJS, because the SDK loads a converter by `require` of its path, in workers and clients alike.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Puts messages and stack traces of failures where the payload codec encrypts them. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
