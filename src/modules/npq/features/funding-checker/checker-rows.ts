import { everyone } from '#src/kit/policy.ts'
import { page, type Route } from '#src/platform/http/route.ts'
import { askingRoutes } from '#src/ui/journey-routes.ts'
import { courseListPage, jobPages } from '../../courses/questions/course-pages.tsx'
import { workVerify } from '../../work-details/questions/work-facts-queries.ts'
import { workPages } from '../../work-details/questions/work-pages.tsx'
import { checkerJourney } from './checker.ts'
import { checkerFacts, verifyChecker } from './load.ts'
import { resultPage } from './result-page.tsx'
import { showCheckerStart, startDatePage } from './start-page.tsx'

const FEATURE = 'funding-checker'

/** The checker: a page that says what it is, its questions, and the result. Nothing is kept but the unfinished answers. */
export const checkerRows: readonly Route[] = [
  page('GET /npq/funding', { feature: FEATURE, policy: everyone, handle: showCheckerStart }),
  ...askingRoutes({
    at: '/npq/funding',
    feature: FEATURE,
    policy: everyone,
    journey: checkerJourney,
    load: async () => ({}),
    // Nobody needs an account: the answers belong to this browser.
    owner: ({ browserHash }) => `browser:${browserHash.toString('base64url')}`,
    facts: checkerFacts,
    verify: { ...workVerify, ...verifyChecker },
    pages: {
      'course-start-date': startDatePage,
      ...workPages,
      'choose-your-npq': courseListPage,
      'ehco-headteacher': jobPages['ehco-headteacher'],
      'ehco-new-headteacher': jobPages['ehco-new-headteacher'],
    },
    check: resultPage,
  }),
]
