import type { Actor } from '#src/kit/actor.ts'
import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Trust, trustOfSchool } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import { type JoinRequestInList, openRequestsTo } from '../../join-requests/join-requests-queries.ts'
import { type EndedMembership, removalsSince } from '../../memberships/endings-queries.ts'
import { REMOVAL_UNDO_DAYS, undoableSince } from '../../memberships/membership-rules.ts'
import { type MemberAt, peopleAt } from '../../memberships/memberships-queries.ts'
import { peoplePolicy } from '../../memberships/people-policy.ts'
import type { Place } from '../../memberships/place.ts'
import { peoplePath } from '../../memberships/refusal-page.tsx'

type People = {
  readonly place: Place
  readonly actor: Actor
  readonly mayManage: boolean
  readonly trust: Trust | null
  readonly people: readonly MemberAt[]
  readonly requests: readonly JoinRequestInList[]
  readonly removals: readonly EndedMembership[]
  /** What has just been done here. */
  readonly done: string | null
}

/** What each change says when it leads back here. */
const DONE: Readonly<Record<string, string>> = {
  added: 'Added. We have sent them an email that tells them how to sign in.',
  changed: 'Role changed. We have told them by email.',
  removed: `Removed. We have told them by email. You can undo this for ${REMOVAL_UNDO_DAYS} days.`,
  restored: 'Undone. They have their role again, and we have told them by email.',
}

/** Who has access to an organisation: everybody there sees it, those in charge change it. */
export async function showPeople({ db, now, actor, query }: WebRequest, place: Place): Promise<Reply> {
  const mayManage = peoplePolicy.manage(actor, place).allowed
  const trust = place.kind === 'school' ? await trustOfSchool(db, place.id, londonDate(now)) : null
  return show(
    peoplePage({
      place,
      actor,
      mayManage,
      trust,
      people: await peopleAt(db, [place.id, ...(trust ? [trust.id] : [])]),
      requests: mayManage ? await openRequestsTo(db, place.id) : [],
      removals: mayManage ? await removalsSince(db, { organisationId: place.id, since: undoableSince(now) }) : [],
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

const peoplePage = (facts: People): Page => {
  const title = `Who has access to ${facts.place.name}`
  return page(
    { title, back: facts.actor.isStaff ? null : '/home', width: 'full' },
    <>
      {facts.done ? <NotificationBanner type="success" text={facts.done} /> : null}
      <h1 class="govuk-heading-l">{title}</h1>
      <Intro {...facts} />
      <PeopleTable {...facts} />
      {facts.mayManage ? (
        <Button text="Add a person" href={`${peoplePath(facts.place)}/add`} />
      ) : (
        <p class="govuk-body">An administrator or the induction tutor can add and remove people.</p>
      )}
      <Requests {...facts} />
      <Removals {...facts} />
    </>,
  )
}

const Intro = ({ place }: People): Html => (
  <p class="govuk-body">
    One sign-up serves every teacher training service: whoever is listed here signs in once, and sees what their role
    allows for {place.name}.
  </p>
)

const PeopleTable = (facts: People): Html =>
  facts.people.length === 0 ? (
    <p class="govuk-body">Nobody has access yet.</p>
  ) : (
    <WideTable
      caption="People with access"
      captionClasses="govuk-table__caption--m"
      head={[
        { text: 'Person' },
        { text: 'Role' },
        { text: 'Since' },
        { text: 'Last signed in' },
        ...(facts.mayManage || hasOwn(facts) ? [{ text: 'Change' }] : []),
      ]}
      rows={facts.people.map((person) => [
        { html: <Person person={person} isOwn={person.accountId === facts.actor.accountId} /> },
        { html: <Role person={person} {...facts} /> },
        { text: dateText(londonDate(person.since)) },
        { text: person.lastSignedInAt ? dateText(londonDate(person.lastSignedInAt)) : 'Not yet' },
        ...(facts.mayManage || hasOwn(facts) ? [{ html: <Actions person={person} {...facts} /> }] : []),
      ])}
    />
  )

const hasOwn = ({ people, actor, place }: People): boolean =>
  people.some(({ accountId, organisationId }) => accountId === actor.accountId && organisationId === place.id)

type OfPerson = { readonly person: MemberAt }

const Person = ({ person, isOwn }: OfPerson & { readonly isOwn: boolean }): Html => (
  <>
    <strong>{person.name}</strong>
    {isOwn ? ' (you)' : ''}
    <br />
    <span class="govuk-!-text-break-word">{person.address ?? 'No email address'}</span>
  </>
)

const Role = ({ person, place, trust }: People & OfPerson): Html => (
  <>
    {roleText[person.role]}
    {person.organisationId === place.id ? null : (
      <>
        <br />
        through {trust?.name}
      </>
    )}
    {person.until ? (
      <>
        <br />
        until {untilText(person.until)}
      </>
    ) : null}
  </>
)

const untilText = (until: Temporal.Instant): string => momentText(until)

/** Staff hand nothing over: they replace, and say why. */
const TutorAction = ({ person, place, actor }: Pick<People & OfPerson, 'person' | 'place' | 'actor'>): Html =>
  actor.worksAt(place.id) || place.urn === null ? (
    <Act to={`/organisations/${place.id}/handover`} text="Hand over" about={person.name} />
  ) : (
    <Act to={`/schools/${place.urn}/replace-tutor`} text="Replace" about={person.name} />
  )

const Actions = ({ person, place, mayManage, actor }: People & OfPerson): Html | null => {
  const isOwn = person.accountId === actor.accountId
  if (person.organisationId !== place.id) return <>Changed by the trust</>
  if (person.role === 'induction-tutor') return mayManage ? <TutorAction {...{ person, place, actor }} /> : null
  const at = `${peoplePath(place)}/${person.membershipId}`
  return (
    <>
      {mayManage ? <Act to={`${at}/role`} text="Change role" about={person.name} /> : null}
      {mayManage ? <br /> : null}
      {isOwn ? <Act to={`${at}/removal`} text="Leave" about={place.name} /> : null}
      {mayManage && !isOwn ? <Act to={`${at}/removal`} text="Remove" about={person.name} /> : null}
    </>
  )
}

type ActProps = { readonly to: string; readonly text: string; readonly about: string }

const Act = ({ to, text, about }: ActProps): Html => (
  <a class="govuk-link" href={to}>
    {text}
    <span class="govuk-visually-hidden"> ({about})</span>
  </a>
)

const Requests = ({ place, requests, mayManage }: People): Html | null =>
  mayManage && requests.length > 0 ? (
    <>
      <h2 class="govuk-heading-m">Requests to join</h2>
      <Summary
        rows={requests.map(({ id, name, address, role, createdAt }) => ({
          key: name,
          value: (
            <>
              <span class="govuk-!-text-break-word">{address}</span>
              <br />
              Asked to be {roleText[role].toLowerCase()} of {place.name} on {dateText(londonDate(createdAt))}
            </>
          ),
          actions: [
            {
              text: 'Answer',
              href: `/organisations/${place.id}/join-requests/${id}`,
              hidden: `the request of ${name}`,
            },
          ],
        }))}
      />
    </>
  ) : null

const Removals = ({ place, removals, mayManage }: People): Html | null =>
  mayManage && removals.length > 0 ? (
    <>
      <h2 class="govuk-heading-m">Removed in the last {REMOVAL_UNDO_DAYS} days</h2>
      <Summary
        rows={removals.map(({ membershipId, name, role, endedAt, because, by }) => ({
          key: name,
          value: `${roleText[role]}. ${endedText(because, by)} at ${momentText(endedAt)}`,
          actions: [{ text: 'Undo', href: `${peoplePath(place)}/${membershipId}/restoration`, hidden: `for ${name}` }],
        }))}
      />
    </>
  ) : null

function endedText(because: EndedMembership['because'], by: string | null): string {
  if (because === 'left') return 'Left'
  return by === null ? 'Removed' : `Removed by ${by}`
}
