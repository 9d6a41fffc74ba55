import { everyone } from '#src/kit/policy.ts'
import { type Reply, type Route, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import {
  asLinkHolder,
  LANDING,
  linkHolder,
  type OpenedLink,
  openedLink,
  ownerOfDraft,
} from '../../nominations/nomination-link.ts'
import { ProofId } from '../../proofs/proof.ts'
import { deadNominationPage } from './dead-nomination-page.tsx'
import { type NominationSteps, nominationFrom, nominationJourney } from './journey.ts'
import { nominateInductionTutor } from './nominate-induction-tutor.ts'
import { checkNominationPage, emailPage, howToContinuePage, namePage } from './pages.tsx'
import { startNomination } from './start-nomination.ts'

const rows = journeyRoutes({
  at: LANDING,
  feature: 'nominate-induction-tutor',
  journey: nominationJourney,
  // The link decides, not a session: every page and the command look at the link themselves.
  policy: everyone,
  load: openedLink,
  owner: ownerOfDraft,
  pages: { 'how-to-continue': howToContinuePage, name: namePage, email: emailPage },
  check: checkNominationPage,
  complete: {
    command: nominateInductionTutor,
    input: (answers, link) => ({ ...nominationFrom(answers), proofId: proofIdOf(link) }),
    refused: (_code, facts, link): RefusalAnswer<NominationSteps> => ({
      page: deadNominationPage(nowDead(link, facts)),
    }),
  },
  leadsTo: ({ outcome }) => (outcome === 'nominated' ? `${LANDING}/nominated` : `${LANDING}/no-early-career-teachers`),
})

/** The journey's rows: whoever holds the link acts, and beginning it is noted. */
export const nominationRows: readonly Route[] = rows.map((row) =>
  row.at === `POST ${LANDING}` ? begunByPerson(row) : asLinkHolder(row),
)

function begunByPerson(row: Route): Route {
  return {
    ...row,
    commands: [startNomination],
    handle: async (request: WebRequest, subject: never): Promise<Reply> => {
      const link = await openedLink(request)
      if (link.state !== 'live') return redirectTo(LANDING)
      const started = await request.executeAs(linkHolder(link.proof.id), startNomination, { proofId: proofIdOf(link) })
      return started.ok ? row.handle(request, subject) : redirectTo(LANDING)
    },
  }
}

/** No proof has this id: a link that opens nothing leads to "not found" inside the command. */
const NOBODYS = '00000000-0000-0000-0000-000000000000'

const proofIdOf = (link: OpenedLink) => ProofId.parse(link.state === 'unknown' ? NOBODYS : link.proof.id)

/** The link was live when the page was asked for and the command, which looks last, says that it is not. */
function nowDead(link: OpenedLink, facts: Readonly<Record<string, unknown>>): OpenedLink {
  if (link.state !== 'live') return link
  const state = DEAD.find((dead) => dead === facts['state'])
  return state ? { ...link, state } : { ...link, state: 'not-eligible' }
}

const DEAD = ['used', 'revoked', 'expired'] as const
