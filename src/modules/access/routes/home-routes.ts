import { signedIn } from '#src/kit/policy.ts'
import { action, page } from '#src/platform/http/route.ts'
import { chooseOrganisation } from '../features/choose-organisation/choose-organisation.ts'
import { chooseOne, showChoice } from '../features/choose-organisation/choose-organisation-page.tsx'
import { showHome } from '../features/home/home.ts'
import type { HomeContribution } from '../home-contributions/home-contribution.ts'

const choice = { feature: 'choose-organisation', policy: signedIn } as const

/** Where everybody lands, with what the modules put there. */
export const homeRoutes = (contributions: readonly HomeContribution[]) => [
  page('GET /home', { feature: 'home', policy: signedIn, handle: showHome(contributions) }),
  page('GET /home/organisation', { ...choice, handle: showChoice }),
  action('POST /home/organisation', { ...choice, commands: [chooseOrganisation], handle: chooseOne }),
]
