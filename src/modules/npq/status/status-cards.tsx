import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Person } from '#src/modules/directory/public.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { StatusKey } from '#src/ui/statuses.ts'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { courseAnswerLines } from '../courses/questions/course-words.ts'
import { OutcomeWithReason, rulesText } from '../funding/outcome.tsx'
import { payerText } from '../funding/questions/who-pays.tsx'
import type { WorkDetailsVersion } from '../work-details/work-details.ts'
import { workRows } from '../work-details/work-names.ts'
import { type Change, type ChangeLink, whyNotLines } from './change-links-rules.ts'
import type { LoadedStatus } from './loaded-status-queries.ts'
import type { RegistrationStatusView } from './status.ts'
import { decisionStatus, placeStatus, resultStatus, trainingStatusKey } from './status-tags.ts'

/** Whether the reader can change it: its owner, and staff who help people, with a reason. */
type Reading = { readonly loaded: LoadedStatus; readonly mayChange: boolean; readonly isOwn: boolean }

type Changing = Omit<Reading, 'isOwn'>

/** The cards of a registration, in the order in which people look for them. Work details come last. */
export const StatusCards = ({ loaded, mayChange, isOwn }: Reading): Html => (
  <>
    <Summary title="Course and provider" rows={courseRows({ loaded, mayChange })} />
    <Summary title="Scholarship funding" rows={fundingRows(loaded.view)} />
    {trainingRows(loaded.view).length > 0 ? <Summary title="Training" rows={trainingRows(loaded.view)} /> : null}
    <WorkCard loaded={loaded} mayChange={mayChange} />
    <Summary title="Teacher reference number" rows={[trnRow({ loaded, isOwn })]} />
  </>
)

function courseRows({ loaded, mayChange }: Changing): readonly SummaryRow[] {
  const { view, previousProviders, changes } = loaded
  return [
    { key: 'Course', value: view.course.name, actions: actionsFor(changes.course, mayChange, 'the course') },
    ...courseAnswerLines(view.registration.answers),
    { key: 'Course start', value: view.cohort.name },
    { key: 'Provider', value: view.provider.name, actions: actionsFor(changes.provider, mayChange, 'the provider') },
    {
      key: 'Provider’s decision',
      value: <Tagged status={decisionStatus(view)} text={whyOver(view)} />,
    },
    ...previousProviders.map(({ name, from, until }) => ({
      key: 'Provider before',
      value: (
        <Tagged
          status="npq-reassigned"
          text={`${name}, from ${dateText(londonDate(from))} to ${dateText(londonDate(until))}`}
        />
      ),
    })),
  ]
}

/** Why nobody can accept it any more; null where there is nothing to say beside the tag. */
function whyOver({ registration, provider }: RegistrationStatusView): string | null {
  const { status, reasonForRejection: because } = registration
  if (status === 'expired' || because === 'registration_expired')
    return 'Nobody accepted it before its time had passed.'
  if (because === null) return null
  return because === 'other_application_in_this_cohort_accepted'
    ? 'Another of your registrations for this course and cohort was accepted.'
    : `${provider.name} did not accept it. They can tell you why.`
}

function fundingRows(view: RegistrationStatusView): readonly SummaryRow[] {
  const { registration, decision } = view
  return [
    { key: 'Eligibility', value: <OutcomeWithReason outcome={decision} /> },
    { key: 'Decided', value: rulesText({ rules: view.rules, decidedAt: decision.decidedAt }) },
    { key: 'Funded place', value: <StatusTag status={placeStatus(view)} /> },
    ...(registration.fundingChoice === null ? [] : [{ key: 'Who pays', value: payerText[registration.fundingChoice] }]),
  ]
}

/** Nothing until the provider has accepted. */
function trainingRows(view: RegistrationStatusView): readonly SummaryRow[] {
  const [training, result] = [trainingStatusKey(view), resultStatus(view)]
  return [
    ...(training === null ? [] : [{ key: 'Training', value: <StatusTag status={training} /> }]),
    ...(result === null ? [] : [{ key: 'Result', value: <StatusTag status={result} /> }]),
  ]
}

const WorkCard = ({ loaded, mayChange }: Changing): Html | null => {
  const [current] = loaded.work
  if (!current) return null
  return (
    <Summary
      title="Work details"
      actions={actionsFor(loaded.changes['work-details'], mayChange, 'work details')}
      rows={[...workRows(current), { key: 'Applies from', value: dateText(current.effectiveOn) }, ...toldRows(current)]}
    />
  )
}

const toldRows = ({ changeKind, recordedAt, byStaff }: WorkDetailsVersion): readonly SummaryRow[] =>
  changeKind === 'registered'
    ? []
    : [
        {
          key: 'Last changed',
          value: `${dateText(londonDate(recordedAt))}${byStaff ? ', by support' : ''}`,
        },
      ]

/** Its owner can give it, or have it confirmed, and comes back. */
function trnRow({ loaded: { person, view }, isOwn }: Pick<Reading, 'loaded' | 'isOwn'>): SummaryRow {
  const isDone = person?.trnConfirmedAt !== null && person !== null
  const back = encodeURIComponent(`/npq/registrations/${view.registration.id}`)
  const href = `/account/teacher-reference-number?return=${back}`
  const text = person?.trn ? 'Confirm' : 'Add'
  return {
    key: 'TRN',
    value: <Trn person={person} />,
    actions: isOwn && !isDone ? [{ text, href, hidden: 'your teacher reference number' }] : [],
  }
}

const Trn = ({ person }: { readonly person: Person | null }): Html => {
  if (!person?.trn) return <Tagged status="npq-trn-missing" text="Your provider asks for it." />
  const status = person.trnConfirmedAt === null ? 'npq-trn-unconfirmed' : 'npq-trn-confirmed'
  return <Tagged status={status} text={person.trn} />
}

const Tagged = ({ status, text }: { readonly status: StatusKey; readonly text: string | null }): Html => (
  <>
    <StatusTag status={status} />
    {text === null ? null : <p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">{text}</p>}
  </>
)

const actionsFor = (link: ChangeLink, mayChange: boolean, hidden: string) =>
  mayChange && link.href !== null ? [{ text: 'Change', href: link.href, hidden }] : []

type Notes = { readonly changes: Readonly<Record<Change, ChangeLink>>; readonly course: string }

/** What cannot be changed now, and why; what needs the provider’s word; and the way out. */
export const ChangeNotes = ({ changes, course }: Notes): Html | null => {
  const links = Object.values(changes)
  const notes = whyNotLines(changes)
  const isReleased = links.some((link) => link.href !== null && link.note !== null)
  return (
    <>
      <h2 class="govuk-heading-m">What you can change</h2>
      {isReleased ? (
        <p class="govuk-body">
          Your provider has accepted you, so it has to agree before your course or provider changes.
        </p>
      ) : null}
      {notes.map((note) => (
        <p class="govuk-body">{note}</p>
      ))}
      {changes.withdrawal.href === null ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={changes.withdrawal.href}>
            Withdraw your registration for {course}
          </a>
        </p>
      )}
    </>
  )
}
