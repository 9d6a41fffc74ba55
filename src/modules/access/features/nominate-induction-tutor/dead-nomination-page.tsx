import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { OpenedLink } from '../../nominations/nomination-link.ts'
import { NOMINATION_LINK_DAYS } from '../../nominations/nomination-rules.ts'

type Dead = Extract<OpenedLink, { state: 'used' | 'revoked' | 'expired' }>

const NewLink = ({ reissue, standing }: Dead): Html =>
  reissue ? (
    <Form state={freshForm('/nominate-induction-tutor/nomination-link')}>
      <p class="govuk-body">
        We can send a new link to <strong class="govuk-!-text-break-word">{reissue.to}</strong>,{' '}
        {reissue.isSameMailbox
          ? 'the email address that this one came to'
          : `the email address that we have now for ${standing.school.name}`}
        .
      </p>
      <Button text="Send a new link" preventDoubleClick />
    </Form>
  ) : (
    <p class="govuk-body">
      We have no email address for {standing.school.name} any more.{' '}
      <a class="govuk-link" href={`/schools/${standing.school.urn}/access`}>
        See how to get access
      </a>
      .
    </p>
  )

type Words = { readonly title: string; readonly why: string }

/** Says why a nomination link does not work, and offers a new one to the same mailbox where that can help. */
export function deadNominationPage(link: OpenedLink): Page {
  const { title, why } = wordsFor(link)
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{why}</p>
      {link.state === 'expired' || link.state === 'used' || link.state === 'revoked' ? <NewLink {...link} /> : null}
      {link.state === 'unknown' ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={`/schools/${link.standing.school.urn}`}>
            See what we know about {link.standing.school.name}
          </a>
        </p>
      )}
      {link.state === 'unknown' ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/schools">
            Find your school
          </a>
        </p>
      ) : null}
    </>,
  )
}

function wordsFor(link: OpenedLink): Words {
  switch (link.state) {
    case 'used':
      return {
        title: 'This link has been used',
        why: `Somebody used it to nominate the induction tutor of ${link.standing.school.name}${link.proof.usedAt ? ` at ${momentText(link.proof.usedAt)}` : ''}. Each link works once.`,
      }
    case 'revoked':
      return {
        title: 'This link no longer works',
        why: `Somebody used another link to nominate the induction tutor of ${link.standing.school.name} after this one was sent.`,
      }
    case 'expired':
      return {
        title: 'This link has expired',
        why: `Links work for ${NOMINATION_LINK_DAYS} days. This one worked until ${momentText(link.proof.expiresAt)}.`,
      }
    case 'unknown':
      return {
        title: 'This link does not work',
        why: 'Some email programs cut links in two. Open it again from the email, or copy all of it. The link stays open in your browser for 12 hours.',
      }
    case 'live':
    case 'not-eligible':
      return {
        title: `${link.standing.school.name} cannot use this service`,
        why: 'Because of this, nobody can be nominated. The reason is on the page of the school.',
      }
  }
}
