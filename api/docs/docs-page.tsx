/** The OpenAPI document, to read and to try; everything on the page comes from this server. */
export const DocsPage = ({ nonce }: { nonce: string }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Weft API</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/docs/swagger-ui.css" />
    </head>
    <body>
      <div id="swagger-ui" />
      <script nonce={nonce} src="/docs/swagger-ui-bundle.js" />
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: begin }} />
    </body>
  </html>
);

// Without `validatorUrl: null` the page asks a validator on the internet about our document.
const begin = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', validatorUrl: null, deepLinking: true,
  docExpansion: 'none', defaultModelsExpandDepth: -1, displayRequestDuration: true, persistAuthorization: false });`;
