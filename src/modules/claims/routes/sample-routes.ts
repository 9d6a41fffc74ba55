import { action, page, type Route } from '#src/platform/http/route.ts'
import { changeSample, discardSample } from '../audits/change-sample.ts'
import { drawSample } from '../audits/draw-sample.ts'
import type { Sample } from '../audits/sample.ts'
import { sendSample } from '../audits/send-sample.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import {
  sampleInPath,
  sendByHand,
  sendDiscard,
  sendNewSample,
  sendToProviders,
  showByHand,
  showDiscard,
  showNewSample,
  showSample,
  showSamples,
  showSend,
} from '../features/samples/samples.ts'

const all = { feature: 'samples', policy: claimPolicy.support } as const
const one = { ...all, load: sampleInPath } as const
const SAMPLES = '/staff/claims/samples'

/** Drawing claims for audit. */
export const sampleRoutes: readonly Route[] = [
  page(`GET ${SAMPLES}`, { ...all, handle: showSamples }),
  page(`GET ${SAMPLES}/new`, { ...all, handle: showNewSample }),
  action(`POST ${SAMPLES}/new`, { ...all, commands: [drawSample], handle: sendNewSample }),
  page<Sample>(`GET ${SAMPLES}/:sampleId`, { ...one, handle: showSample }),
  page<Sample>(`GET ${SAMPLES}/:sampleId/by-hand`, { ...one, handle: showByHand }),
  action<Sample>(`POST ${SAMPLES}/:sampleId/by-hand`, { ...one, commands: [changeSample], handle: sendByHand }),
  page<Sample>(`GET ${SAMPLES}/:sampleId/discard`, { ...one, handle: showDiscard }),
  action<Sample>(`POST ${SAMPLES}/:sampleId/discard`, { ...one, commands: [discardSample], handle: sendDiscard }),
  page<Sample>(`GET ${SAMPLES}/:sampleId/send`, { ...one, handle: showSend }),
  action<Sample>(`POST ${SAMPLES}/:sampleId/send`, { ...one, commands: [sendSample], handle: sendToProviders }),
]
