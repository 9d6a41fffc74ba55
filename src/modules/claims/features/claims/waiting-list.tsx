import { dateText, Temporal } from '#src/kit/dates.ts'
import { TaskList } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { WaitingForSchool } from '../../claims/waiting-for-school-queries.ts'

type WaitingProps = { readonly waiting: readonly WaitingForSchool[]; readonly today: Temporal.PlainDate }

/** What the school has to answer before its claims go on, each with its day. Nothing where nobody waits. */
export const WaitingList = ({ waiting, today }: WaitingProps): Html | null => {
  if (waiting.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Waiting for your school</h2>
      <TaskList
        idPrefix="waiting"
        items={waiting.map(({ claimId, reference, requestId, dueOn }) => ({
          title: {
            text: requestId
              ? `Answer what is asked about claim ${reference}`
              : `Reply to the provider about claim ${reference}`,
          },
          hint: {
            text: requestId
              ? 'The claim waits for your answer.'
              : 'It does not confirm all of the hours. Without your reply we decide by what it says.',
          },
          status: { text: `${Temporal.PlainDate.compare(dueOn, today) < 0 ? 'Was due' : 'By'} ${dateText(dueOn)}` },
          href: requestId ? `/claims/${claimId}/requests/${requestId}` : `/claims/${claimId}/audit`,
        }))}
      />
    </>
  )
}
