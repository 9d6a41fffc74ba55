import { counted } from '#src/kit/counted.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { progressPage } from '#src/ui/progress-page.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { OrganisationId } from '../../accounts/account.ts'
import { type Batch, Criteria } from '../../invitations/batch.ts'
import { type Preview, previewInvitation } from '../../invitations/candidates-queries.ts'
import { MOST_PER_MINUTE, skipTexts } from '../../invitations/invitation-rules.ts'
import { batchById, outcomeOf } from '../../invitations/invitations-queries.ts'
import { BatchFacts, OutcomeTable } from '../../invitations/outcome-sections.tsx'
import { planInvitations } from '../../invitations/plan-invitations.ts'
import { PATH } from './list-page.tsx'
import type { Partner, Visit } from './partner.ts'

const ofTrust = (partner: Partner): Criteria => Criteria.parse({ trustId: partner.id })

/** What sending the link to every unregistered school of the trust would do. */
export async function showTrustPlan(request: WebRequest, { partner }: Visit): Promise<Reply> {
  return partner?.isTrust ? show(planPage(partner, await preview(request, partner), null)) : redirectTo(PATH)
}

const preview = ({ db, now }: WebRequest, partner: Partner): Promise<Preview> =>
  previewInvitation(db, { filter: ofTrust(partner), now })

/** Plans it; its page then shows how far it is. */
export async function planForTrust(request: WebRequest, { partner }: Visit): Promise<Reply> {
  if (!partner?.isTrust) return redirectTo(PATH)
  const planned = await request.execute(planInvitations, {
    ...{ name: partner.name.slice(0, 100), criteria: ofTrust(partner), startsAt: null, perMinute: MOST_PER_MINUTE },
    ...{ expected: null, askedFor: OrganisationId.parse(partner.id) },
  })
  if (planned.ok) return redirectTo(`${PATH}/invitations/${planned.value.batchId}`)
  const problem = 'No link was sent: there is nobody to send it to now, or your role only lets you look.'
  return showAgain(planPage(partner, await preview(request, partner), problem))
}

const planPage = (partner: Partner, { invited, skipped }: Preview, problem: string | null): Page => {
  const title = invited === 0 ? 'There is nobody to send the link to' : `Send the link to ${schoolsText(invited)}`
  return page(
    { title, back: PATH },
    <>
      <span class="govuk-caption-l">{partner.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {problem === null ? null : <InsetText text={problem} />}
      <Summary
        rows={[
          { key: 'Sent the link', value: schoolsText(invited) },
          ...[...skipped]
            .filter(([, schools]) => schools > 0)
            .map(([skip, schools]) => ({ key: 'Passed over', value: `${schoolsText(schools)}. ${skipTexts[skip]}` })),
        ]}
      />
      {invited === 0 ? null : (
        <Form state={freshForm(`${PATH}/invitations`)}>
          <p class="govuk-body">
            Each link goes to the school’s own contact. The history of each school says that {partner.name} had it sent.
          </p>
          <Button text={`Send the link to ${schoolsText(invited)}`} preventDoubleClick />
        </Form>
      )}
    </>,
  )
}

const schoolsText = (schools: number): string => counted(schools, 'school', 'schools')

/** The batch of the address, or null. */
export const loadTrustBatch = ({ db, params }: WebRequest): Promise<Batch | null> => batchById(db, params['id'] ?? '')

/** How far it is, then what became of it: counts only. */
export async function showTrustBatch({ db }: WebRequest, batch: Batch): Promise<Reply> {
  const outcome = await outcomeOf(db, batch.id)
  if (batch.status === 'sending') {
    const done = batch.schools - outcome.waiting
    return show(
      progressPage({ title: 'Sending the links', done, total: batch.schools, unit: 'schools done', back: PATH }),
    )
  }
  return show(
    page(
      { title: 'Links to your schools', back: PATH },
      <>
        <h1 class="govuk-heading-l">Links to your schools</h1>
        <Status batch={batch} />
        <BatchFacts batch={batch} criteria="Your schools that are not registered" />
        <OutcomeTable outcome={outcome} />
      </>,
    ),
  )
}

const Status = ({ batch: { status } }: { readonly batch: Batch }): Html => (
  <p class="govuk-body">
    <StatusTag status={`invitation-${status}`} /> {nextFor(`invitation-${status}`, 'school')}
  </p>
)
