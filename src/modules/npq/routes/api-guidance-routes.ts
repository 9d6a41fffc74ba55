import { everyone } from '#src/kit/policy.ts'
import { page, type Route } from '#src/platform/http/route.ts'
import { showOpenApi } from '../api/openapi.ts'
import { showGuidance, showTopic, topicInPath } from '../features/api-guidance/guidance.tsx'

const guidance = { feature: 'api-guidance', policy: everyone } as const

/** The API's documentation, for people and for machines. Nobody needs to sign in to read it. */
export const apiGuidanceRoutes = [
  page('GET /api/guidance', { ...guidance, handle: showGuidance }),
  page('GET /api/guidance/:topic', { ...guidance, load: topicInPath, handle: showTopic }),
  page('GET /api/v3/openapi.json', { ...guidance, handle: showOpenApi }),
] satisfies readonly Route[]
