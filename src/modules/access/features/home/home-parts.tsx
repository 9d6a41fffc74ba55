import type { Actor } from '#src/kit/actor.ts'
import { dateText, londonDate } from '#src/kit/dates.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText, TaskList } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import type { HomeService, HomeTask } from '../../home-contributions/home-entry.ts'
import { LostNotice } from '../../memberships/lost-notice.tsx'
import type { MemberAt } from '../../memberships/memberships-queries.ts'
import type { Place } from '../../memberships/place.ts'
import { peoplePath } from '../../memberships/refusal-page.tsx'

/** What every home page shows, whatever the organisation. */
export type HomeFacts = {
  readonly place: Place
  readonly actor: Actor
  readonly mayManage: boolean
  /** The trust whose role lets the reader act here; null for a role of their own. */
  readonly through: NamedOrganisation | null
  /** The organisation that is no longer theirs, by name. */
  readonly lost: string | null
  readonly services: readonly HomeService[]
  readonly tasks: readonly HomeTask[]
  readonly people: readonly MemberAt[]
}

/** What the reader must know before anything else: a role that is gone, or a trust through which they act. */
export const Notices = ({ place, through, lost }: HomeFacts): Html => (
  <>
    {lost ? (
      <>
        <LostNotice name={lost} />
        <ActFor organisation={place} text={`Continue with ${place.name}`} />
      </>
    ) : null}
    {through ? (
      <InsetText
        html={
          <>
            <p class="govuk-body">You act for this school through {through.name}.</p>
            <ActFor organisation={through} text={`Back to ${through.name}`} />
          </>
        }
      />
    ) : null}
  </>
)

type ActForProps = {
  readonly organisation: { readonly id: string }
  readonly text: string
  readonly hidden?: string
}

/** One press changes for whom this browser's session acts. */
export const ActFor = ({ organisation, text, hidden }: ActForProps): Html => (
  <Form state={freshForm('/home/organisation', { hidden: { organisation: organisation.id } })}>
    <Button
      html={
        <>
          {text}
          {hidden ? <span class="govuk-visually-hidden"> {hidden}</span> : null}
        </>
      }
      classes="govuk-button--secondary govuk-!-margin-bottom-0"
    />
  </Form>
)

/** Modules name tasks only to those who can do them; who is in charge is told also when nothing is left. */
export const Tasks = ({ tasks, mayManage }: HomeFacts): Html | null => {
  if (tasks.length === 0 && !mayManage) return null
  return (
    <>
      <h2 class="govuk-heading-m">What is left to do</h2>
      {tasks.length === 0 ? (
        <p class="govuk-body">There is nothing left to do at the moment.</p>
      ) : (
        <TaskList
          idPrefix="left-to-do"
          items={tasks.map(({ what, why, by, href }) => ({
            title: { text: what },
            hint: { text: why },
            status: { text: by ? `By ${dateText(by)}` : 'When it suits you' },
            href,
          }))}
        />
      )}
    </>
  )
}

export const Services = ({ services }: HomeFacts): Html => (
  <>
    <h2 class="govuk-heading-m">What you can do here</h2>
    {services.map(({ name, about, href }) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
          <a class="govuk-link" href={href}>
            {name}
          </a>
        </h3>
        <p class="govuk-body">{about}</p>
      </>
    ))}
  </>
)

const MOST_SHOWN = 10

export const WhoHasAccess = ({ place, people, actor, mayManage }: HomeFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Who has access</h2>
    {people.length === 0 ? (
      <p class="govuk-body">Nobody has a role here yet.</p>
    ) : (
      <Summary
        rows={people.slice(0, MOST_SHOWN).map((person) => ({
          key: roleText[person.role],
          value: <PersonFacts person={person} isOwn={person.accountId === actor.accountId} />,
        }))}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={peoplePath(place)}>
        {mayManage ? 'Add, change or remove people' : 'See everybody who has access'}
      </a>
    </p>
  </>
)

type PersonProps = { readonly person: MemberAt; readonly isOwn: boolean }

const PersonFacts = ({ person, isOwn }: PersonProps): Html => (
  <>
    {person.name}
    {isOwn ? ' (you)' : ''}
    <br />
    <span class="govuk-!-text-break-word">{person.address ?? 'No email address'}</span>
    <br />
    Since {dateText(londonDate(person.since))}
  </>
)
