import { everyone } from '#src/kit/policy.ts'
import { page, type Route } from '#src/platform/http/route.ts'
import { showAccessibilityStatement } from './features/accessibility-statement/accessibility-statement.tsx'
import { showCookies } from './features/cookies/cookies.tsx'
import { showPrivacy } from './features/privacy/privacy.tsx'
import { showStaffHome } from './features/staff-home/staff-home.ts'
import { supportPolicy } from './support-policy.ts'

/** Every address of the module. */
export const routes = [
  page('GET /staff', { feature: 'staff-home', policy: supportPolicy.staffHome, handle: showStaffHome }),
  page('GET /cookies', { feature: 'cookies', policy: everyone, handle: showCookies }),
  page('GET /privacy', { feature: 'privacy', policy: everyone, handle: showPrivacy }),
  page('GET /accessibility-statement', {
    feature: 'accessibility-statement',
    policy: everyone,
    handle: showAccessibilityStatement,
  }),
] satisfies readonly Route[]
