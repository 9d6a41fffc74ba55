import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { EXPIRY_TOLD_DAYS, ROTATION_DAYS } from '../api-tokens/api-token-rules.ts'
import { dear, lines, nameText, type OrganisationName, plainName, SERVICE, subjectOf } from './email-text.ts'

export type AboutToken = {
  readonly tokenId: string
  readonly accountId: string
  readonly to: string
  readonly name: string
  readonly organisation: OrganisationName
  /** What the token is called, and the last letters of its secret. */
  readonly token: { readonly name: string; readonly ending: string }
  /** Who did it. */
  readonly by: string
  readonly baseUrl: string
}

type Kind = 'issued' | 'rotated' | 'revoked' | 'running-out'

const email = (kind: Kind, told: AboutToken, subject: string, ...paragraphs: readonly string[]): OutgoingEmail => ({
  intent: `access.api-token-${kind}:${told.tokenId}:${told.accountId}`,
  template: `apiToken${kind}Email`,
  to: told.to,
  subject,
  body: lines(dear(told.name), ...paragraphs, `${told.baseUrl}/organisations/${told.organisation.id}/api-tokens`),
  holdsSecret: false,
  priority: 'ordinary',
  about: [subjectOf(told.organisation), { kind: 'api-token', id: told.tokenId }],
})

/** Somebody typed the name of the token: it is not repeated where it could be markup. */
const tokenText = ({ token }: AboutToken): string => {
  const name = plainName(token.name)
  return name === null ? `ending in ${token.ending}` : `‘${name}’, ending in ${token.ending}`
}

const byText = ({ by }: AboutToken): string => plainName(by) ?? 'Somebody'

const IF_UNKNOWN = 'If nobody of yours did this, end the token at once. It stops working straight away:'

export const apiTokenIssuedEmail = (told: AboutToken & { readonly until: Temporal.Instant }): OutgoingEmail =>
  email(
    'issued',
    told,
    `A new API token for ${told.organisation.name}`,
    `${byText(told)} made an API token for ${nameText(told.organisation)} in ${SERVICE}: ${tokenText(told)}. It works until ${dateText(londonDate(told.until))}.`,
    'Whoever holds its secret can read and change everything that your organisation can through the API.',
    IF_UNKNOWN,
  )

export const apiTokenRotatedEmail = (told: AboutToken & { readonly until: Temporal.Instant }): OutgoingEmail =>
  email(
    'rotated',
    told,
    `An API token of ${told.organisation.name} was replaced`,
    `${byText(told)} replaced an API token of ${nameText(told.organisation)} in ${SERVICE}. The new one is ${tokenText(told)}.`,
    `The old one works until ${dateText(londonDate(told.until))}. Give your system the secret of the new one before then: you have ${ROTATION_DAYS} days at most.`,
    IF_UNKNOWN,
  )

export const apiTokenRevokedEmail = (told: AboutToken): OutgoingEmail =>
  email(
    'revoked',
    told,
    `An API token of ${told.organisation.name} was ended`,
    `${byText(told)} ended an API token of ${nameText(told.organisation)} in ${SERVICE}: ${tokenText(told)}. It stopped working at once.`,
    'A system that still uses it is answered with 401. See the tokens that work, or make a new one:',
  )

export const apiTokenRunningOutEmail = (told: AboutToken & { readonly until: Temporal.Instant }): OutgoingEmail =>
  email(
    'running-out',
    told,
    `An API token of ${told.organisation.name} runs out on ${dateText(londonDate(told.until))}`,
    `An API token of ${nameText(told.organisation)} in ${SERVICE} runs out in ${EXPIRY_TOLD_DAYS} days or less: ${tokenText(told)}.`,
    `It works until ${dateText(londonDate(told.until))}. After that your system is answered with 401. Replace the token before then: the old one and the new one both work for ${ROTATION_DAYS} days.`,
  )
