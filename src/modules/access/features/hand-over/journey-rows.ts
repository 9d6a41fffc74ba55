import { dateText, Temporal } from '#src/kit/dates.ts'
import { latestMessages } from '#src/platform/email/messages-queries.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { handoverPolicy } from '../../handovers/handover-policy.ts'
import { isUndoable, MOST_OVERLAP_DAYS } from '../../handovers/handover-rules.ts'
import { handOver } from './hand-over.ts'
import { cannotUndoPage, changePage, namedPage, startPage, undoPage } from './handover-pages.tsx'
import { type HandoverSteps, handoverFrom, handoverJourney } from './journey.ts'
import { type HandingOver, loadHandingOver, type MadeChange } from './load.ts'
import { checkHandoverPage, emailPage, lastDayPage, namePage, successorPage, theirAccessPage } from './pages.tsx'
import { cannotHandOverPage, changedSincePage } from './stop-pages.tsx'
import { undoHandover } from './undo-handover.ts'

/** The journey's rows, over a draft of whoever is signed in. */
export const handoverRows = journeyRoutes({
  at: '/organisations/:organisationId/handover',
  feature: 'hand-over',
  journey: handoverJourney,
  policy: handoverPolicy.beginHandover,
  load: loadHandingOver,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  pages: {
    successor: successorPage,
    name: namePage,
    email: emailPage,
    'their-access': theirAccessPage,
    'last-day': lastDayPage,
  },
  check: checkHandoverPage,
  complete: {
    command: handOver,
    input: (answers, { organisationId }) => ({
      organisationId: OrganisationId.parse(organisationId),
      ...handoverFrom(answers),
    }),
    refused: answerToRefusal,
  },
  leadsTo: ({ handoverId }, { organisationId }) => `/organisations/${organisationId}/handover/${handoverId ?? 'named'}`,
})

type Refusal =
  | 'not-allowed'
  | 'not-found'
  | 'not-eligible'
  | 'changed-since'
  | 'already-tutor'
  | 'not-a-colleague'
  | 'overlap-too-long'

function answerToRefusal(
  code: Refusal,
  facts: Readonly<Record<string, unknown>>,
  subject: HandingOver,
): RefusalAnswer<HandoverSteps> {
  switch (code) {
    case 'changed-since':
      return { page: changedSincePage({ school: subject.school, facts, at: instantIn }) }
    case 'already-tutor':
      return {
        step: 'email',
        field: 'email',
        message: 'Enter the email address of somebody else: the induction tutor has this one',
      }
    case 'not-a-colleague':
      return {
        step: 'successor',
        field: 'successor',
        message: 'Select somebody who has access to the school now, or name somebody new',
      }
    case 'overlap-too-long': {
      const latest = dateText(subject.today.add({ days: MOST_OVERLAP_DAYS }))
      const message = `Last day must be between tomorrow and ${latest}`
      return { step: 'last-day', field: 'until', message, parts: ['day', 'month', 'year'] }
    }
    default:
      return { page: cannotHandOverPage({ ...subject, eligible: false, isInCharge: code === 'not-eligible' }) }
  }
}

const instantIn = (moment: unknown): Temporal.Instant | null => (moment instanceof Temporal.Instant ? moment : null)

/** Where handing over begins. */
export const showStart = (_request: WebRequest, subject: HandingOver): Reply =>
  show(subject.isInCharge && subject.eligible ? startPage(subject) : cannotHandOverPage(subject))

export const showNamed = (_request: WebRequest, subject: HandingOver): Reply => show(namedPage(subject))

/** What was changed and sent. Can be visited again. */
export async function showChange({ db, actor, now }: WebRequest, change: MadeChange): Promise<Reply> {
  const { handover } = change
  const messages = await latestMessages(db, { kind: 'handover', id: handover.id })
  const mayUndo = isUndoable(handover, now) && handoverPolicy.undo(actor, handover).allowed
  return show(changePage({ change, messages, mayUndo }))
}

export const showUndo = ({ now }: WebRequest, change: MadeChange): Reply =>
  show(isUndoable(change.handover, now) ? undoPage(change) : cannotUndoPage(change, 'not-undoable'))

/** Takes it back and shows what is now; or says why that is too late. */
export async function undo(request: WebRequest, change: MadeChange): Promise<Reply> {
  const result = await request.execute(undoHandover, { handoverId: HandoverId.parse(change.handover.id) })
  if (result.ok) return redirectTo(`/organisations/${change.organisationId}/handover/${change.handover.id}`)
  const { code } = result.refusal
  return code === 'not-undoable' || code === 'changed-since' ? showAgain(cannotUndoPage(change, code)) : notFound
}
