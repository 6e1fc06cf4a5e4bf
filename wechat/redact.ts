const secretPatterns = [
  /((?:component_access_token|authorizer_access_token|cloudbase_access_token|access_token|authorizer_refresh_token|refresh_token|component_appsecret|component_secret|appsecret|secret|session_key)\\?["']?\s*[=:]\s*\\?["']?)[^"'\\&\s,}]+/gi,
  /((?:ticket|preauthcode|queryauthcode|refreshtoken)@@@)[^\s"'<\]&,}]+/gi,
];

/** Text without anything that looks like a WeChat credential, nor any of the given values. */
export const redact = (text: string, values: readonly string[] = []): string => {
  const named = secretPatterns.reduce((rest, pattern) => rest.replace(pattern, '$1[redacted]'), text);
  return values.reduce((rest, value) => (value.length < 8 ? rest : rest.replaceAll(value, '[redacted]')), named);
};
