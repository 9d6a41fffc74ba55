import { academicYearText } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import { type ClaimingFacts, WHY_NOT_CLAIM, whyNotClaimText } from './claiming-rules.ts'
import { hoursText } from './event-text-rules.ts'

type Refused = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
type Told = Pick<ClaimingFacts, 'year' | 'nextWindow'>

/** What is said of a mentor who has too few hours left. */
type ShortfallFact = { readonly name: string; readonly asked: number; readonly left: number }

/**
 * Why a draft was not saved or a claim not sent, as sentences that say what to do. The same for pages, files and messages. Empty for
 * a refusal that has a page of its own (`changed-since`, `not-allowed`, `not-found`).
 */
export function refusalText({ code, facts }: Refused, told: Told): readonly string[] {
  switch (code) {
    case 'may-not-claim':
      return WHY_NOT_CLAIM.filter((why) => listOf(facts['because']).includes(why)).map((why) =>
        whyNotClaimText(why, told),
      )
    case 'other-year':
      return [
        `This draft is for training in ${academicYearText(Number(facts['year']))}. Claims are taken for ${academicYearText(Number(facts['open']))} now. Discard it and start another claim.`,
      ]
    case 'provider-not-accredited':
      return [
        facts['year'] === undefined
          ? `${String(facts['provider'])} is not an accredited provider today. Ask it who accredits the training, and choose that provider.`
          : `${String(facts['provider'])} was not accredited in ${academicYearText(Number(facts['year']))}, for which you claim. Ask it who accredited the training then, and choose that provider.`,
      ]
    case 'not-a-mentor':
      return ['Somebody on the claim is not on the school’s list of mentors any more. Choose the mentors again.']
    case 'number-not-in-use':
      return listOf(facts['names']).map(
        (name) =>
          `The teacher reference number of ${name} is not in use any more. Go to the school’s list of mentors: it says how to put it right. Or take ${name} off the claim.`,
      )
    case 'too-few-hours':
      return shortfallsOf(facts).map(shortfallText)
    case 'hours-not-confirmed':
      return ['Agree the hours with the provider first, then confirm it.']
    case 'not-declared':
      return ['Read the declaration and confirm that you agree to it.']
    case 'no-mentors':
      return ['Choose at least one mentor.']
    case 'amount-changed':
      return [`What the claim comes to has changed to ${moneyText(pence(Number(facts['pence'])))}. Check it again.`]
    case 'in-a-batch':
      return ['The claim is on its way to the payer, so it cannot be withdrawn any more. Contact us if it is wrong.']
    default:
      return []
  }
}

/** The mentors who have too few hours left, from the facts of a refusal. */
const shortfallsOf = (facts: Readonly<Record<string, unknown>>): readonly ShortfallFact[] =>
  unknownList(facts['shortfalls']).flatMap((one) => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('asked' in one) || !('left' in one)) return []
    return [{ name: String(one.name), asked: Number(one.asked), left: Number(one.left) }]
  })

const shortfallText = ({ name, asked, left }: ShortfallFact): string =>
  left === 0
    ? `${name} has no hours left with this provider: somebody else has claimed them, or keeps them in a draft. Take ${name} off the claim.`
    : `${name} has ${hoursText(left)} left with this provider, not ${asked}: the others have been claimed, or are kept by a draft. Change the hours.`

const unknownList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const listOf = (value: unknown): readonly string[] => unknownList(value).map(String)
