import { action, page, type Route } from '#src/platform/http/route.ts'
import { offersPolicy } from '../courses/offers-policy.ts'
import { type Offer, offerInPath, sendOffer, showOffer, showOffers } from '../features/offers/offers.ts'
import { setCourseOffers } from '../features/offers/set-course-offers.ts'

const one = { feature: 'offers', policy: offersPolicy.change, load: offerInPath } as const

/** Who delivers which course in which cohort. */
export const offersRoutes: readonly Route[] = [
  page('GET /staff/npq/offers', { feature: 'offers', policy: offersPolicy.view, handle: showOffers }),
  page<Offer>('GET /staff/npq/offers/:cohort/:course', { ...one, handle: showOffer }),
  action<Offer>('POST /staff/npq/offers/:cohort/:course', { ...one, commands: [setCourseOffers], handle: sendOffer }),
]
