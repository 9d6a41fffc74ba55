import { openApiDocument } from '#src/platform/http/api/openapi.ts'
import { json, type Reply } from '#src/platform/http/route.ts'
import { endpoints } from './endpoints.ts'

/** The API of the NPQ providers as machines read it. docs/generated/openapi.json is the same. */
export const npqOpenApi = openApiDocument(endpoints, {
  title: 'NPQ providers’ API',
  description:
    'Applications, participants and changes of national professional qualifications. Guidance: /api/guidance',
  version: '3.0.0',
})

export const showOpenApi = (): Reply => json(npqOpenApi)
