import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Where the reader of the API document lies: served from here, nothing is fetched from elsewhere. */
export const swaggerFiles = (): string => dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

export const docsPage = {
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Huitou 回头 API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="swagger-ui.css"></head><body><div id="api"></div><script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body></html>`,
  script: `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', defaultModelsExpandDepth: 0, displayOperationId: true, filter: true, tryItOutEnabled: false, validatorUrl: null })\n`,
  policy: "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'",
}
